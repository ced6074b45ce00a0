import { YamlView } from '../../yaml';
import type { TabProps } from '../TabProps';

/** The request as the cluster has it. */
export function YamlTab({ object }: TabProps) {
  return <YamlView object={object} />;
}
