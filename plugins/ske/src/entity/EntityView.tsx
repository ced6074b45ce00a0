import type { Entity } from '@backstage/catalog-model';
import { promiseTabs, resourceTabs } from '../routes';
import { MissingAnnotations } from './MissingAnnotations';
import { RecordedStatus } from './RecordedStatus';
import { readSubmission } from './readSubmission';
import { readTarget } from './readTarget';
import { useEntityTabLink } from './useEntityTabLink';
import { lazyPart } from '../parts';

const PromiseView = lazyPart(() =>
  import('../promise').then(m => m.PromiseView),
);
const ResourceView = lazyPart(() =>
  import('../resource').then(m => m.ResourceView),
);

/** The live state of the object that an entity stands for. */
export function EntityView(props: { entity: Entity; tab: string }) {
  const { entity, tab } = props;
  const linkTo = useEntityTabLink(entity);
  const target = readTarget(entity);
  switch (target.type) {
    case 'promise':
      return (
        <PromiseView
          isEmbedded
          key={target.name}
          name={target.name}
          // An app can add a tab of resources to a Promise's entity, or the reverse. Such a tab shows the overview.
          tab={promiseTabs.find(one => one === tab) ?? 'overview'}
          linkTo={linkTo}
          recorded={<RecordedStatus entity={entity} />}
        />
      );
    case 'resource':
      return (
        <ResourceView
          isEmbedded
          key={linkTo('overview')}
          resourceRef={target.ref}
          tab={resourceTabs.find(one => one === tab) ?? 'overview'}
          submission={readSubmission(entity)}
          recorded={<RecordedStatus entity={entity} />}
          linkTo={linkTo}
        />
      );
    default:
      return <MissingAnnotations missing={target.missing} />;
  }
}
