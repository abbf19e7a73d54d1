import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is looked for: an error of the server, and an answer that the document does not tell. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];
/** Longer than any route may take. */
const ANSWER_SECONDS = 40;

export interface Asked {
  /** What runs it: its Python, and its program. */
  readonly program: readonly string[];
  readonly document: object;
  readonly url: string;
  readonly token?: string;
  readonly seconds: number;
  /** Where its files go. */
  readonly folder: string;
}
/** What came of it, each finding with the request that shows it. */
export interface Outcome {
  readonly routes: number;
  readonly requests: number;
  readonly findings: readonly string[];
}

interface Report {
  readonly operations: { readonly tested: number };
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly unknown[];
  readonly errors: readonly unknown[];
}

/**
 * Lets schemathesis make requests of a document until its time is over. What it cannot be asked to do, because it or its
 * network fails, is a finding too.
 */
export async function schemathesis({ document, folder, ...asked }: Asked): Promise<Outcome> {
  const files = { document: join(folder, 'openapi.json'), report: join(folder, 'report.json') };
  writeFileSync(files.document, JSON.stringify(document));
  const { code, output } = await run(folder, asked.program, argumentsOf(asked, files));
  const report = readReport(files.report);
  const findings = failuresIn(output);
  const failed =
    code !== 0 && findings.length === 0 ? [`schemathesis ended with ${code}:\n${output.slice(-4_000)}`] : [];
  return {
    routes: report?.operations.tested ?? 0,
    requests: report?.test_cases.generated ?? 0,
    findings: [...findings, ...failed],
  };
}

function argumentsOf(
  { url, token, seconds }: Pick<Asked, 'url' | 'token' | 'seconds'>,
  files: { document: string; report: string },
): string[] {
  const time = [
    '--max-time',
    String(Math.max(1, Math.round(seconds))),
    '--request-timeout',
    String(ANSWER_SECONDS),
    '--continue-on-failure',
  ];
  const output = [
    '--no-color',
    '--warnings',
    'off',
    '--report-json-path',
    files.report,
    '--generation-database',
    'none',
  ];
  return [
    'run',
    files.document,
    '--url',
    url,
    '--checks',
    CHECKS.join(','),
    ...time,
    ...output,
    ...(token ? ['-H', `Authorization: Bearer ${token}`] : []),
  ];
}

/** Below everything else that the machine does. */
async function run(
  cwd: string,
  program: readonly string[],
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  const child = spawn('nice', [...program, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: cwd, LANG: 'C.UTF-8', PYTHONUNBUFFERED: '1' },
  });
  const end = (): boolean => child.kill('SIGKILL');
  process.once('exit', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number>((done, fail) =>
    child.once('error', fail).once('close', (exit) => done(exit ?? 1)),
  );
  process.off('exit', end);
  return { code, output };
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

/** The findings as it words them: between the headings FAILURES and ERRORS and the next section, one for each route. */
export function failuresIn(output: string): string[] {
  const sections = output.split(/^=+ ([A-Z ]+?) =+$/m);
  return sections.flatMap((heading, at) =>
    ['FAILURES', 'ERRORS'].includes(heading)
      ? (sections[at + 1] ?? '')
          .split(/^(?=_+ .+ _+$)/m)
          .map((each) => each.trim())
          .filter(Boolean)
      : [],
  );
}
