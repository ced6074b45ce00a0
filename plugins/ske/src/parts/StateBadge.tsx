import type { ObjectState, StateWord } from '@kratix-portal/plugin-ske-common';
import { stateWords, useWords } from '../words';
import { ToneBadge } from './ToneBadge';

/** The word of a state in the user's language, with the icon and the colour of its tone. */
export function StateBadge(props: {
  state: Pick<ObjectState<StateWord>, 'state' | 'tone'>;
}) {
  const words = stateWords(useWords());
  return (
    <ToneBadge tone={props.state.tone}>
      {words.word(props.state.state)}
    </ToneBadge>
  );
}
