import type { ObjectProps } from '../../object/ObjectProps';
import type { ResourceTab } from '../../routes';

/** The props of the content of each tab. */
export interface TabProps extends ObjectProps {
  /** Whether the object has taken the name of the object that the user was looking at, and the user has not confirmed that yet. */
  isReplaced?: boolean;
  /** The address of a tab. */
  linkTo(tab: ResourceTab): string;
}
