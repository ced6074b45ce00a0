import type { ObjectState, StateWord } from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { RelativeTime, StateBadge } from '../parts';
import { stateWords, useWords } from '../words';
import styles from './StateBox.module.css';

/** The state of an object: its word, the time since which the object has it, the sentence that says why, and what the user can do. */
export function StateBox(props: {
  state: Pick<
    ObjectState<StateWord>,
    'state' | 'tone' | 'since' | 'parts' | 'next'
  >;
  /** Shown after the sentence in the same line, such as the time until the next attempt. */
  afterSentence?: ReactNode;
  /** Shown between the sentence and what the user can do. */
  children?: ReactNode;
}) {
  const { state, afterSentence, children } = props;
  const words = stateWords(useWords());
  return (
    <div className={styles.box} data-tone={state.tone}>
      <div className={styles.line}>
        <StateBadge state={state} />
        {state.since !== undefined && (
          <Text as="span" color="secondary" className={styles.since}>
            <RelativeTime at={state.since} />
          </Text>
        )}
      </div>
      <Text as="p" className={styles.sentence}>
        {words.reason(state.parts)}
        {afterSentence}
      </Text>
      {children}
      {state.next && state.next !== 'wait' && (
        <Text as="p" color="secondary" className={styles.sentence}>
          {words.next(state.next)}
        </Text>
      )}
    </div>
  );
}
