import { readBindingState } from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { DescriptionList, SectionCard, StateBadge } from '../../parts';
import type { Description } from '../../parts';
import { stateWords, useWords } from '../../words';
import { MissingPart } from '../../object/missing';
import type { TabProps } from '../request/TabProps';
import { KRATIX_API } from '../../kratix';
import { useVersions } from './useVersions';

/** Which version of the Promise the request has, whether it follows the latest version, and to which version it can be upgraded. */
export function VersionCard({ object }: TabProps) {
  const t = useWords();
  const words = stateWords(t);
  const { versions, binding, revisions } = useVersions(object);
  const state = binding.binding && readBindingState(binding.binding);
  const { applied, followsLatest, available } = versions;
  const { namespace } = object.metadata;
  if (applied === undefined && !available && !state) {
    return null;
  }
  const items: Description[] = [
    {
      term: t('resource.version.applied'),
      details: applied ?? t('resource.version.none'),
    },
    {
      term: t('resource.version.follows'),
      details: followsLatest
        ? t('resource.version.latest')
        : t('resource.version.pinned'),
    },
    ...(available === undefined
      ? []
      : [{ term: t('resource.version.available'), details: available }]),
  ];
  return (
    <SectionCard
      title={t('resource.version.title')}
      actions={
        state && state.state !== 'applied' && <StateBadge state={state} />
      }
    >
      <DescriptionList items={items} />
      {state && state.state !== 'applied' && (
        <Text as="p" color="secondary">
          {words.reason(state.parts)}
        </Text>
      )}
      {binding.collection.status === 'refused' && binding.collection.error && (
        <MissingPart
          error={binding.collection.error}
          tried={{
            verb: 'list',
            apiVersion: KRATIX_API,
            kind: 'ResourceBinding',
            namespace,
          }}
        />
      )}
      {revisions.status === 'refused' && revisions.error && (
        <MissingPart
          error={revisions.error}
          tried={{
            verb: 'list',
            apiVersion: KRATIX_API,
            kind: 'PromiseRevision',
            isClusterScoped: true,
          }}
        />
      )}
    </SectionCard>
  );
}
