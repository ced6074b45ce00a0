import type {
  ResourceState,
  StateTone,
} from '@kratix-portal/plugin-ske-common';
import { toneIcons, useLocale } from '../../parts';
import { stateWords, useWords } from '../../words';
import type { StateCount } from '../filters';
import styles from './StateChips.module.css';

/** How many requests are in each state. Each count is a filter. */
export function StateChips(props: {
  counts: readonly StateCount[];
  chosen: readonly ResourceState[];
  onChange(states: ResourceState[]): void;
}) {
  const t = useWords();
  const { counts, chosen, onChange } = props;
  // A chosen state stays even if no request has it any more, so that the user can clear it.
  const gone = chosen.filter(
    state => !counts.some(count => count.state === state),
  );
  const shown: readonly StateCount[] = [
    ...counts,
    ...gone.map(state => ({ state, tone: 'neutral' as const, count: 0 })),
  ];
  if (shown.length === 0) {
    return null;
  }
  return (
    <ul className={styles.chips} aria-label={t('requests.filter.states')}>
      {shown.map(({ state, tone, count }) => (
        <li key={state}>
          <StateChip
            state={state}
            tone={tone}
            count={count}
            isChosen={chosen.includes(state)}
            onToggle={() =>
              onChange(
                chosen.includes(state)
                  ? chosen.filter(each => each !== state)
                  : [...chosen, state],
              )
            }
          />
        </li>
      ))}
    </ul>
  );
}

function StateChip(props: {
  state: ResourceState;
  tone: StateTone;
  count: number;
  isChosen: boolean;
  onToggle(): void;
}) {
  const t = useWords();
  const locale = useLocale();
  const { state, tone, count, isChosen, onToggle } = props;
  const Icon = toneIcons[tone];
  return (
    <button
      type="button"
      className={styles.chip}
      data-tone={tone}
      aria-pressed={isChosen}
      onClick={onToggle}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      <span>{stateWords(t).word(state)}</span>
      <span className={styles.count}>{count.toLocaleString(locale)}</span>
    </button>
  );
}
