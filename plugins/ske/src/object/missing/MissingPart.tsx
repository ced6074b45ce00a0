import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { Refusal, type Attempt } from '../../refusal';

/** A line in a section: it names what could not be read, and the missing right. The rest of the section is shown. */
export function MissingPart(props: { error: SkeError; tried: Attempt }) {
  return <Refusal size="line" error={props.error} tried={props.tried} />;
}
