import {
  readResourceState,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { Button, Link, Text } from '@backstage/ui';
import { useState } from 'react';
import type { KubernetesObject } from '../../live';
import { SectionCard, StateBadge } from '../../parts';
import { useLinks } from '../../routes';
import { useWords, type Words } from '../../words';
import { MissingLists } from '../../object/missing';
import type { TabProps } from '../request/TabProps';
import { promiseNameOf } from '../request/usePromiseOf';
import styles from './FamilyCard.module.css';
import { useChildren, type ChildSearch } from './useChildren';
import { useParent, type Parent } from './useParent';

/** The request of which this request is a part, and the requests that this request has created for other Promises. */
export function FamilyCard({ resourceRef, object }: TabProps) {
  const t = useWords();
  const [searchAll, setSearchAll] = useState(false);
  const parent = useParent(object);
  const { children, search, searched, missing, others } = useChildren(
    resourceRef,
    object,
    searchAll,
  );
  const isPickedUp = promiseNameOf(object) !== undefined;
  if (!isPickedUp && !parent) {
    // No request can have this request as its parent before Kratix has picked this request up.
    return null;
  }
  return (
    <SectionCard title={t('resource.family.title')}>
      <div className={styles.family}>
        {parent && <ParentLine parent={parent} />}
        {children.length > 0 && (
          <ul className={styles.children}>
            {children.map(child => (
              <li key={child.metadata.uid}>
                <Child child={child} />
              </li>
            ))}
          </ul>
        )}
        {isPickedUp && (search !== 'done' || children.length === 0) && (
          <Text as="p" color="secondary">
            {describeSearch(t, search, searched)}
          </Text>
        )}
        <MissingLists lists={missing} />
        {isPickedUp && !searchAll && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => setSearchAll(true)}
          >
            {t('resource.family.searchAll')}
          </Button>
        )}
        {searchAll && others > 0 && (
          <Text as="p" variant="body-small" color="secondary">
            {t('resource.family.others', { count: others })}
          </Text>
        )}
      </div>
    </SectionCard>
  );
}

/** Says how far the search is, or that it found nothing. */
function describeSearch(
  t: Words,
  search: ChildSearch,
  searched: readonly string[],
): string {
  switch (search) {
    case 'loading':
      return t('resource.family.loading');
    case 'unknown':
      return t('resource.family.unknown');
    case 'not-needed':
      return t('resource.family.notSearched');
    default:
      return searched.length > 0
        ? t('resource.family.none', { promises: searched.join(', ') })
        : t('resource.family.noPromises');
  }
}

function ParentLine({ parent }: { parent: Parent }) {
  const t = useWords();
  const links = useLinks();
  const { ref, name, namespace = '', promise } = parent;
  const title = t('resource.family.parentName', { name, namespace, promise });
  return (
    <Text as="p">
      {t('resource.family.parent')}{' '}
      {ref ? <Link href={links.resource(ref)}>{title}</Link> : title}
    </Text>
  );
}

function Child({ child }: { child: KubernetesObject }) {
  const t = useWords();
  const links = useLinks();
  const { state, tone } = readResourceState(child);
  const { name, namespace } = child.metadata;
  const ref: ResourceRef = {
    apiVersion: child.apiVersion,
    kind: child.kind,
    namespace,
    name,
  };
  return (
    <>
      <Link href={links.resource(ref)}>{name}</Link>
      <Text as="span" color="secondary">
        {t('resource.family.childOf', {
          kind: child.kind,
          namespace: namespace ?? '',
        })}
      </Text>
      <StateBadge state={{ state, tone }} />
    </>
  );
}
