import { Text, ToggleButton } from '@backstage/ui';
import {
  parseFieldPath,
  type IsSecret,
} from '@kratix-portal/plugin-ske-common';
import {
  Suspense,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { announce, lazyPart, ToneNotice } from '../parts';
import { MASK } from '../values';
import { useWords, type Words } from '../words';
import { maskText, secretRanges } from '../yaml';
import { describeSyntax } from '../yaml/describeSyntax';
import { checkYaml, type CheckProblem } from './checkYaml';
import type { ReadOnlyPart } from './protectParts';
import type { Schema } from './schema';
import type { CodeHandle, Complete, ShownProblem } from './YamlCode';
import styles from './YamlEditor.module.css';
import { YamlSource } from './YamlSource';

/** The editor is a separate chunk, so that no page waits for it. */
const YamlCode = lazyPart(() => import('./YamlCode').then(m => m.default));

/** A problem that the editor did not find, such as a cause of a dry run. */
export interface OutsideProblem {
  /** The field, as the API server writes it: `spec.ports[0].name`. Absent for the whole text. */
  field?: string;
  /** The line, counted from 1, instead of a field. */
  line?: number;
  message: string;
  severity: 'error' | 'warning';
}

/** What {@link YamlEditor} shows. */
export interface YamlEditorProps {
  /** Names the editor for screen readers. */
  label: string;
  value: string;
  onChange(value: string): void;
  /** The schema of the whole document. Without it the editor checks the syntax only. */
  schema?: Schema;
  problems?: readonly OutsideProblem[];
  /** Parts that cannot be changed, each with its reason. */
  readOnlyParts?: readonly ReadOnlyPart[];
  /** Whether nothing can be changed. */
  isReadOnly?: boolean;
  /** Proposes completions, in place of the proposals from the schema. */
  complete?: Complete;
  /** Whether the text contains several objects or none. Then only `problems` are shown, and the page lists them elsewhere. */
  isPlain?: boolean;
  /** Finds the values that are covered until the user asks for them. Without it everything is visible. */
  isSecret?: IsSecret;
  /** The id of an element that says more about the text. */
  describedBy?: string;
}

/**
 * An editor for YAML with completion, documentation and checks from a schema. Problems are marked at their line, and listed below with a link to the line.
 * Escape and then Tab leaves the editor.
 */
export function YamlEditor(props: YamlEditorProps) {
  const { label, value, onChange, schema, isReadOnly, readOnlyParts } = props;
  const { complete, describedBy, isPlain = false } = props;
  const t = useWords();
  const hintId = useId();
  const [isRevealed, setRevealed] = useState(false);
  const isSecret = isRevealed ? undefined : props.isSecret;
  const [covered, setCovered] = useState(() =>
    isSecret ? secretRanges(value, isSecret).length : 0,
  );
  const code = useRef<CodeHandle>(null);
  const [blocked, setBlocked] = useState<string>();
  const restored = useRef<string>(undefined);
  const checked = useDeferredValue(value);
  const problems = useMemo(() => {
    const outside = props.problems ?? [];
    const shown = isPlain
      ? outside.map(each => placeAtLine(checked, each))
      : check(t, checked, { schema, outside, isSecret });
    return shown
      .map(each => ({ ...each, line: lineAt(checked, each.from) }))
      .sort(compareByTrouble);
  }, [t, checked, schema, props.problems, isPlain, isSecret]);
  return (
    <div className={styles.root}>
      {(covered > 0 || isRevealed) && (
        <div className={styles.secrets}>
          <ToggleButton
            size="small"
            isSelected={isRevealed}
            onChange={setRevealed}
          >
            {t('yaml.reveal', { count: covered })}
          </ToggleButton>
          {!isRevealed && !isReadOnly && (
            <Text as="p" variant="body-small" color="secondary">
              {t('editor.covered')}
            </Text>
          )}
        </div>
      )}
      <div className={styles.frame}>
        <Suspense
          fallback={
            <pre className={styles.plain}>
              {isSecret ? maskText(value, isSecret).text : value}
            </pre>
          }
        >
          <YamlCode
            handle={code}
            label={label}
            describedBy={[hintId, describedBy].filter(Boolean).join(' ')}
            value={value}
            onChange={text => {
              setBlocked(restored.current);
              restored.current = undefined;
              onChange(text);
            }}
            schema={schema}
            complete={complete}
            problems={problems}
            readOnlyParts={readOnlyParts}
            isReadOnly={isReadOnly}
            isSecret={isSecret}
            secretText={t('editor.secret')}
            onCovered={setCovered}
            immutableText={t('editor.immutable')}
            onBlocked={reason => {
              setBlocked(reason);
              announce(reason);
            }}
            onRestored={reason => {
              const message = t('editor.restored', { reason });
              // The editor reports the change of the text after this call.
              restored.current = message;
              announce(message);
            }}
            onEscape={() => announce(t('editor.escaped'))}
          />
        </Suspense>
      </div>
      <Text as="p" id={hintId} variant="body-small" color="secondary">
        {isReadOnly ? t('editor.hintReadOnly') : t('editor.hint')}
      </Text>
      {blocked && <ToneNotice tone="attention">{blocked}</ToneNotice>}
      {!isPlain && (
        <ProblemList
          problems={problems}
          onOpen={({ from }) => code.current?.goTo(from)}
        />
      )}
    </div>
  );
}

type PlacedProblem = ShownProblem & { line: number };

/** Errors first, in the order of their lines. */
function compareByTrouble(one: PlacedProblem, other: PlacedProblem): number {
  const isError = ({ severity }: PlacedProblem) => Number(severity === 'error');
  return isError(other) - isError(one) || one.line - other.line;
}

function ProblemList(props: {
  problems: readonly PlacedProblem[];
  onOpen(problem: PlacedProblem): void;
}) {
  const { problems, onOpen } = props;
  const t = useWords();
  return problems.length === 0 ? null : (
    <ul
      className={styles.problems}
      aria-label={t('editor.problems', { count: problems.length })}
    >
      {problems.map((problem, index) => (
        // Two problems of a line can have the same text.
        <li key={`${index}`} data-severity={problem.severity}>
          <button
            type="button"
            className={styles.line}
            onClick={() => onOpen(problem)}
          >
            {t('editor.line', { line: String(problem.line) })}
          </button>{' '}
          <span>
            {t(`editor.severity.${problem.severity}`)} {problem.message}
          </span>
        </li>
      ))}
    </ul>
  );
}

function toShown(t: Words, problem: CheckProblem): ShownProblem {
  const { code, field, syntax, severity, from, to } = problem;
  const details = syntax ? describeSyntax(t, syntax) : problem.details;
  const message = t(`editor.problem.${code}`, { field, details });
  return { message, severity, from, to };
}

function check(
  t: Words,
  text: string,
  options: {
    schema: Schema | undefined;
    outside: readonly OutsideProblem[];
    isSecret: IsSecret | undefined;
  },
): ShownProblem[] {
  const { schema, outside, isSecret } = options;
  const source = new YamlSource(text);
  return [
    ...checkYaml(source, schema)
      .map(each => (isSecret ? withoutValue(text, each, isSecret) : each))
      .map(each => toShown(t, each)),
    ...outside.map(each => place(source, each)),
  ];
}

/** A value that two versions of YAML read differently is quoted, even if it is a secret. */
function withoutValue(
  text: string,
  problem: CheckProblem,
  isSecret: IsSecret,
): CheckProblem {
  const { code, from, to } = problem;
  return code === 'ambiguous' &&
    secretRanges(text, isSecret).some(
      range => range.from < to && from < range.to,
    )
    ? { ...problem, details: MASK }
    : problem;
}

function place(source: YamlSource, problem: OutsideProblem): ShownProblem {
  const { field = '', message, severity } = problem;
  if (problem.line !== undefined) {
    return placeAtLine(source.text, problem);
  }
  const { from, to } = source.rangeOf(parseFieldPath(field, source.toValue()));
  const end = source.text.indexOf('\n', from);
  return { message, severity, from, to: end < 0 ? to : Math.min(to, end) };
}

function placeAtLine(text: string, problem: OutsideProblem): ShownProblem {
  const { line = 1, message, severity } = problem;
  const lines = text.split('\n');
  const index = Math.min(line, lines.length) - 1;
  const from = lines
    .slice(0, index)
    .reduce((sum, { length }) => sum + length + 1, 0);
  return { message, severity, from, to: from + lines[index].length };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
