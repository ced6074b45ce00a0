import type { ErrorCode } from 'yaml';
import type { Words } from '../words';

/** Why a text is not YAML that the portal accepts: an error or a warning of the parser, or an alias where none is allowed. */
export interface SyntaxReason {
  code: ErrorCode | 'ALIAS';
  /** The message of the parser. It is English, so it only tells errors with the same code apart. */
  message: string;
}

/** Describes in one or two sentences why a text is not YAML, and what to change. The line is not part of the description. */
export function describeSyntax(t: Words, reason: SyntaxReason): string {
  const { code, message } = reason;
  switch (code) {
    case 'BAD_INDENT':
      return describeIndent(t, message);
    case 'MISSING_CHAR':
      return describeMissing(t, message);
    case 'UNEXPECTED_TOKEN':
      return describeUnexpected(t, message);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return t('yaml.syntax.twoColons');
    case 'MULTILINE_IMPLICIT_KEY':
      return t('yaml.syntax.colon');
    case 'KEY_OVER_1024_CHARS':
      return t('yaml.syntax.longKey');
    case 'NON_STRING_KEY':
      return t('yaml.syntax.textKey');
    case 'DUPLICATE_KEY':
      return t('yaml.syntax.double');
    case 'BLOCK_IN_FLOW':
      return t('yaml.syntax.nested');
    case 'BAD_SCALAR_START':
      return t('yaml.syntax.start', { character: message.slice(-1) });
    case 'BAD_DQ_ESCAPE':
      return t('yaml.syntax.escape');
    case 'ALIAS':
      return t('yaml.syntax.alias');
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return t('yaml.syntax.anchor');
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
    case 'BAD_COLLECTION_TYPE':
    case 'BAD_PROP_ORDER':
      return t('yaml.syntax.tag');
    case 'BAD_DIRECTIVE':
      return t('yaml.syntax.directive');
    case 'MULTIPLE_DOCS':
      return t('yaml.syntax.documents');
    case 'RESOURCE_EXHAUSTION':
      return t('yaml.syntax.deep');
    case 'TAB_AS_INDENT':
      return t('yaml.syntax.tab');
    default:
      return t('yaml.syntax.other');
  }
}

function describeIndent(t: Words, message: string): string {
  const [, bracket] = /end with a ([\]}])$/.exec(message) ?? [];
  if (bracket) {
    return t('yaml.syntax.bracket', { bracket });
  }
  return message.startsWith('Block scalar')
    ? t('yaml.syntax.blockIndent')
    : t('yaml.syntax.indent');
}

function describeMissing(t: Words, message: string): string {
  const [, quote] = /closing (["'])quote/.exec(message) ?? [];
  if (quote) {
    return t('yaml.syntax.quote', { quote });
  }
  return message.endsWith('map values')
    ? t('yaml.syntax.colon')
    : t('yaml.syntax.separator');
}

function describeUnexpected(t: Words, message: string): string {
  if (message.includes('block-seq-ind')) {
    return t('yaml.syntax.list');
  }
  if (message.startsWith('Block scalar header')) {
    return t('yaml.syntax.blockStart');
  }
  const [, end] = /flow-(seq|map)-end/.exec(message) ?? [];
  if (end) {
    return t('yaml.syntax.openingBracket', {
      bracket: end === 'seq' ? ']' : '}',
    });
  }
  return /^Unexpected (,|empty item)/.test(message)
    ? t('yaml.syntax.comma')
    : t('yaml.syntax.unexpected');
}
