import type { ObjectProps } from '../../object/ObjectProps';
import type { ResourceTab } from '../../routes';

/** The props of the content of each tab. */
export interface TabProps extends ObjectProps {
  /** The address of a tab. */
  linkTo(tab: ResourceTab): string;
}
