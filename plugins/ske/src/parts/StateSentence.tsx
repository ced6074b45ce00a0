import type { ObjectState, StateWord } from '@kratix-portal/plugin-ske-common';
import { stateWords, useWords } from '../words';

/** Why an object is in its state, in the user's language. */
export function StateSentence(props: {
  state: Pick<ObjectState<StateWord>, 'parts' | 'next'>;
  /** Also says what a person can do next. */
  withNext?: boolean;
}) {
  const words = stateWords(useWords());
  const { parts, next } = props.state;
  return (
    <>
      {words.reason(parts)}
      {props.withNext && next !== undefined && ` ${words.next(next)}`}
    </>
  );
}
