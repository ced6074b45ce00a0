import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { Refusal, type Attempt } from '../../refusal';

/** A line in a section that names a part that could not be read, and the right that is missing. The rest of the section is shown. */
export function MissingPart(props: { error: SkeError; tried: Attempt }) {
  return <Refusal size="line" error={props.error} tried={props.tried} />;
}
