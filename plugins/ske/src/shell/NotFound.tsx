import { Flex, Link, Text } from '@backstage/ui';
import { useLinks } from '../routes';
import { useWords } from '../words';

/** The page of an address that the plugin does not have. */
export function NotFound() {
  const t = useWords();
  const links = useLinks();
  return (
    <Flex direction="column" gap="3" pb="8" align="start">
      <Text as="h2" variant="title-small">
        {t('shell.notFound.title')}
      </Text>
      <Text as="p">{t('shell.notFound.text')}</Text>
      <Flex gap="4">
        <Link href={links.services()}>{t('shell.services')}</Link>
        <Link href={links.resources()}>{t('shell.resources')}</Link>
      </Flex>
    </Flex>
  );
}
