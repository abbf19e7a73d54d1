import { Transform, Type } from 'class-transformer';
import { IsBase64, IsInt, IsString, Matches, Max, Min } from 'class-validator';

const listed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean)
    : value;

/** What the gateway reads from its environment, beside PlatformConfig. */
export class GatewayConfig {
  @Type(() => Number) @IsInt() @Min(0) @Max(65535) HTTP_PORT = 8080;
  /** Ed25519 public key, PEM, base64 on one line: checks the access tokens that accounts signs. */
  @IsBase64() JWT_PUBLIC_KEY!: string;
  /** Where browsers reach the panel: cookies are Secure unless it is plain HTTP on loopback. */
  @Matches(/^https?:\/\//) PUBLIC_URL = 'http://127.0.0.1:8080';
  /** Origins that browsers may call from, separated by commas; `*` is safe because no cookie goes to another origin's page. */
  @Transform(listed) @IsString({ each: true }) CORS_ORIGINS: string[] = ['*'];
  /** Addresses or networks of the proxies in front, separated by commas; empty: the caller's address is the socket's. */
  @Transform(listed) @IsString({ each: true }) TRUST_PROXY: string[] = [];
  /** Milliseconds that one request may take, with all the calls it makes. */
  @Type(() => Number) @IsInt() @Min(100) @Max(120_000) GATEWAY_DEADLINE_MS = 10_000;
  /** Milliseconds between counting as not ready and closing the port: the time that a load balancer takes to notice. */
  @Type(() => Number) @IsInt() @Min(0) @Max(60_000) GATEWAY_DRAIN_MS = 0;
  /** Attempts a minute from one address at each of sign-in, password reset and registration, per gateway process. */
  @Type(() => Number) @IsInt() @Min(1) ATTEMPTS_PER_MINUTE = 20;
  /** Requests a minute of another operator's machine, counted for its address and for its sign-in, per gateway process. */
  @Type(() => Number) @IsInt() @Min(1) CARRIER_REQUESTS_PER_MINUTE = 120;
  /** Open event streams of one customer at once, per gateway process. */
  @Type(() => Number) @IsInt() @Min(1) EVENT_STREAMS_PER_CUSTOMER = 10;
}
