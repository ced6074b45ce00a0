import type { Words } from '../words';
import { describeAmbiguity } from '../yaml/ambiguity';
import { describeSyntax } from '../yaml/describeSyntax';
import { MOST_CHARACTERS, type SourceProblem } from './readDocuments';
import type { PromiseProblem } from './readPromiseSource';
import type { ReadUrl } from './readUrl';

const MEGABYTES = String(MOST_CHARACTERS / 1_000_000);

/** Says what is wrong with a text, with its line. */
export function describeProblem(
  t: Words,
  problem: SourceProblem | PromiseProblem,
): string {
  const what = describeWhat(t, problem);
  return problem.line === undefined
    ? what
    : t('install.source.atLine', { line: String(problem.line), what });
}

function describeWhat(t: Words, problem: SourceProblem | PromiseProblem) {
  switch (problem.code) {
    case 'too-large':
      return t('install.source.tooLarge', { megabytes: MEGABYTES });
    case 'syntax':
      return t('install.source.syntax', {
        message: problem.syntax ? describeSyntax(t, problem.syntax) : '',
      });
    case 'too-deep':
      return t('install.source.tooDeep');
    case 'ambiguous':
      return t('install.source.ambiguous', {
        message: problem.ambiguity
          ? describeAmbiguity(t, problem.ambiguity)
          : '',
      });
    case 'hidden':
      return t('install.source.hidden', {
        text: JSON.stringify(shortSource(problem)),
      });
    case 'alias':
      return t('install.source.alias');
    case 'unknown-alias':
      return t('install.source.unknownAlias', { name: shortSource(problem) });
    case 'endless-alias':
      return t('install.source.endlessAlias', { name: shortSource(problem) });
    case 'not-object':
      return t('install.source.notObject');
    case 'no-name':
      return t('install.source.noName');
    case 'long-name':
      return t('install.source.longName');
    default: {
      const kinds = [...new Set(problem.kinds)].join(', ');
      return kinds === ''
        ? t('install.source.noPromise')
        : t('install.source.noPromiseBut', { kinds });
    }
  }
}

/** Messages do not quote longer parts of the text. */
const MOST_SHOWN = 40;

function shortSource({ source = '' }: SourceProblem): string {
  return source.length > MOST_SHOWN
    ? `${source.slice(0, MOST_SHOWN)}…`
    : source;
}

/** Says why a URL could not be read. */
export function describeUrlError(
  t: Words,
  read: Extract<ReadUrl, { error: string }>,
): string {
  switch (read.error) {
    case 'not-http':
      return t('install.url.notHttp');
    case 'status':
      return t('install.url.status', { status: String(read.status) });
    case 'too-large':
      return t('install.source.tooLarge', { megabytes: MEGABYTES });
    case 'web-page':
      return t('install.url.webPage');
    default:
      return t('install.url.noAnswer');
  }
}
