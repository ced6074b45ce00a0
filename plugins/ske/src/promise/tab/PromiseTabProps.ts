import type { ObjectProps } from '../../object/ObjectProps';
import type { PromiseTab } from '../../routes';

/** What the content of each tab gets. */
export interface PromiseTabProps extends ObjectProps {
  /** The address of a tab. */
  linkTo(tab: PromiseTab): string;
}
