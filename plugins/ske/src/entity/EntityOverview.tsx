import { kratixAnnotations } from '@kratix-portal/plugin-ske-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { useId, type ReactElement } from 'react';
import { Markdown, SectionCard } from '../parts';
import { useLinks } from '../routes';
import { useWords } from '../words';
import styles from './entity.module.css';
import { EntityFrame } from './EntityFrame';
import { EntityView } from './EntityView';
import { annotation, readTarget, type EntityTarget } from './readTarget';

/** A card of the catalog or of another plugin, such as the graph of relations. */
interface EntityCard {
  type?: string;
  element: ReactElement;
}

/** The overview of a Promise's or a resource's entity: the live state first, and below it what the catalog knows. */
export function EntityOverview(props: { cards: readonly EntityCard[] }) {
  const { cards } = props;
  const { entity } = useEntity();
  const t = useWords();
  const headingId = useId();
  const target = readTarget(entity);
  const summary =
    target.type === 'promise'
      ? undefined
      : annotation(entity, kratixAnnotations.promiseSummary);
  return (
    <EntityFrame>
      <PageLink target={target} />
      <EntityView entity={entity} tab="overview" />
      {summary !== undefined && (
        <SectionCard title={t('entity.summary')}>
          <Markdown>{summary}</Markdown>
        </SectionCard>
      )}
      {cards.length > 0 && (
        <section aria-labelledby={headingId} className={styles.catalog}>
          <Text
            as="h2"
            id={headingId}
            variant="title-x-small"
            className={styles.heading}
          >
            {t('entity.catalog')}
          </Text>
          <div className={styles.cards}>
            {cards.map((card, index) => (
              <div key={card.element.key ?? index}>{card.element}</div>
            ))}
          </div>
        </section>
      )}
    </EntityFrame>
  );
}

/** A link to the object's page under *Services* or *My resources*. That page shows the same live state, without the catalog's cards. */
function PageLink({ target }: { target: EntityTarget }) {
  const t = useWords();
  const links = useLinks();
  if (target.type === 'incomplete') {
    return null;
  }
  return (
    <Text as="p" className={styles.pageLink}>
      <Link
        href={
          target.type === 'promise'
            ? links.promise(target.name)
            : links.resource(target.ref)
        }
      >
        {t('entity.openPage')}
      </Link>
    </Text>
  );
}
