import { Flex, Text } from '@backstage/ui';
import { SectionCard } from '../parts';
import {
  AddedNamespaces,
  NamespaceForm,
  type KnownNamespaces,
} from '../requests';
import { useWords } from '../words';
import type { CreateRight } from '../offers';

/** Asks the user for the namespace in which the user works, if neither a list nor a permission shows it. */
export function NamespaceQuestion(props: {
  rights: ReadonlyMap<string, CreateRight>;
  /** Whether, in addition, the user may list requests nowhere. */
  isLost: boolean;
  namespaces: KnownNamespaces;
}) {
  const t = useWords();
  const { rights, isLost, namespaces } = props;
  const all = [...rights.values()];
  const isNowhere =
    all.every(({ status }) => status === 'nowhere') &&
    // A namespace does not help if the cluster does not serve a kind, or the portal excludes it.
    all.some(({ reason }) => reason === 'roles' || reason === 'policy');
  if (!isLost || !isNowhere) {
    return null;
  }
  return (
    <SectionCard title={t('requests.whichNamespace.title')}>
      <Flex direction="column" gap="3">
        <Text as="p" variant="body-medium">
          {t('services.whichNamespace.text')}
        </Text>
        <AddedNamespaces namespaces={namespaces} shown={[]} isLoading={false} />
        <NamespaceForm onAdd={namespaces.add} />
      </Flex>
    </SectionCard>
  );
}
