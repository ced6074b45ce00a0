import { Flex, Link } from '@backstage/ui';
import { PageMessage } from '../parts';
import { useLinks } from '../routes';
import { useWords } from '../words';

/** The page of an address that the plugin does not have. */
export function NotFound() {
  const t = useWords();
  const links = useLinks();
  return (
    <PageMessage
      title={t('shell.notFound.title')}
      text={t('shell.notFound.text')}
    >
      <Flex gap="4">
        <Link href={links.services()}>{t('shell.services')}</Link>
        <Link href={links.resources()}>{t('shell.resources')}</Link>
      </Flex>
    </PageMessage>
  );
}
