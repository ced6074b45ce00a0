import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityFrame } from './EntityFrame';
import { EntityView } from './EntityView';

/** The content of one tab of an entity page. */
export function EntityTab(props: { tab: string }) {
  const { entity } = useEntity();
  return (
    <EntityFrame>
      <EntityView entity={entity} tab={props.tab} />
    </EntityFrame>
  );
}
