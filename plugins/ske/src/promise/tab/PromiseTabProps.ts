import type { ObjectProps } from '../../object/ObjectProps';
import type { PromiseTab } from '../../routes';

/** The props of the content of each tab. */
export interface PromiseTabProps extends ObjectProps {
  /** The address of a tab. */
  linkTo(tab: PromiseTab): string;
}
