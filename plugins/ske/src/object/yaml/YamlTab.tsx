import { YamlView } from '../../yaml';
import type { ObjectProps } from '../ObjectProps';

/** The object as the cluster has it. */
export function YamlTab({ object }: ObjectProps) {
  return <YamlView object={object} />;
}
