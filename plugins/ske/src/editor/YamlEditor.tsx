import { Text } from '@backstage/ui';
import {
  lazy,
  Suspense,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { announce, ToneNotice } from '../parts';
import { useWords, type Words } from '../words';
import { checkYaml, type CheckProblem } from './checkYaml';
import { parseFieldPath } from './fieldPath';
import type { Schema } from './schema';
import type { CodeHandle, ReadOnlyPart, ShownProblem } from './YamlCode';
import styles from './YamlEditor.module.css';
import { YamlSource } from './YamlSource';

/** The editor is a chunk of its own: no page waits for it. */
const YamlCode = lazy(() => import('./YamlCode'));

/** A problem that the editor did not find, such as a cause of a dry run. */
export interface OutsideProblem {
  /** The field, as the API server writes it: `spec.ports[0].name`. Absent for the whole text. */
  field?: string;
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
  /** Nothing can be changed. */
  isReadOnly?: boolean;
}

/**
 * An editor for YAML with completion, documentation and checks from a schema. Problems are marked at their line, and listed below with a link to it.
 * Escape and then Tab leaves the editor.
 */
export function YamlEditor(props: YamlEditorProps) {
  const { label, value, onChange, schema, isReadOnly, readOnlyParts } = props;
  const t = useWords();
  const hintId = useId();
  const code = useRef<CodeHandle>(null);
  const [blocked, setBlocked] = useState<string>();
  const checked = useDeferredValue(value);
  const problems = useMemo(() => {
    const source = new YamlSource(checked);
    return [
      ...checkYaml(source, schema).map(each => toShown(t, each)),
      ...(props.problems ?? []).map(each => place(source, each)),
    ].map(each => ({ ...each, line: lineAt(checked, each.from) }));
  }, [t, checked, schema, props.problems]);
  return (
    <div className={styles.root}>
      <div className={styles.frame}>
        <Suspense fallback={<pre className={styles.plain}>{value}</pre>}>
          <YamlCode
            handle={code}
            label={label}
            describedBy={hintId}
            value={value}
            onChange={text => {
              setBlocked(undefined);
              onChange(text);
            }}
            schema={schema}
            problems={problems}
            readOnlyParts={readOnlyParts}
            isReadOnly={isReadOnly}
            immutableText={t('editor.immutable')}
            onBlocked={reason => {
              setBlocked(reason);
              announce(reason);
            }}
            onEscape={() => announce(t('editor.escaped'))}
          />
        </Suspense>
      </div>
      <Text as="p" id={hintId} variant="body-small" color="secondary">
        {isReadOnly ? t('editor.hintReadOnly') : t('editor.hint')}
      </Text>
      {blocked && <ToneNotice tone="attention">{blocked}</ToneNotice>}
      <ProblemList
        problems={problems}
        onOpen={({ from }) => code.current?.goTo(from)}
      />
    </div>
  );
}

type PlacedProblem = ShownProblem & { line: number };

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
  const { code, field, details, severity, from, to } = problem;
  const message = t(`editor.problem.${code}`, { field, details });
  return { message, severity, from, to };
}

function place(source: YamlSource, problem: OutsideProblem): ShownProblem {
  const { field = '', message, severity } = problem;
  const { from, to } = source.rangeOf(parseFieldPath(field));
  const end = source.text.indexOf('\n', from);
  return { message, severity, from, to: end < 0 ? to : Math.min(to, end) };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
