import type { ObjectProps } from '../../object/ObjectProps';
import type { ResourceTab } from '../../routes';

/** What the content of each tab gets. */
export interface TabProps extends ObjectProps {
  /** The address of a tab. */
  linkTo(tab: ResourceTab): string;
}
