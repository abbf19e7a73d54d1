import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { NodeTracerProvider as Provider } from '@opentelemetry/sdk-trace-node';

let provider: Provider | undefined;

/** Sends traces to an OTLP collector; without an endpoint spans cost nothing and go nowhere. */
export async function startTracing(service: string, endpoint: string | undefined): Promise<void> {
  if (!endpoint) return;
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `openvoip-${service}` }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
    ],
  });
  provider.register();
}

/** Sends what is still buffered, and traces no more. */
export async function stopTracing(): Promise<void> {
  const stopping = provider;
  provider = undefined;
  await stopping?.shutdown();
  for (const api of [trace, context, propagation]) api.disable();
}

/** Whether anyone collects traces: the hot paths skip span bookkeeping when not. */
export const isTracing = (): boolean => provider !== undefined;

/** W3C trace headers of the active span. */
export function traceHeaders(): Record<string, string> {
  if (!isTracing()) return {};
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Runs `work` in a span that continues the trace found in `headers`. */
export async function inSpan<T>(
  name: string,
  kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal',
  headers: Record<string, unknown> | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!isTracing()) return work();
  const parent = headers ? propagation.extract(context.active(), headers) : context.active();
  const spanKind = SpanKind[kind.toUpperCase() as keyof typeof SpanKind];
  return trace.getTracer('openvoip').startActiveSpan(name, { kind: spanKind }, parent, (span) => closing(span, work));
}

async function closing<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
    throw error;
  } finally {
    span.end();
  }
}
