import { ButtonLink } from '@backstage/ui';
import { KRATIX_API } from '../kratix';
import { useAccess } from '../live';
import { DisabledReason } from '../parts';
import { useLinks } from '../routes';
import { useWords } from '../words';

const MAY_INSTALL = [
  { verb: 'create' as const, apiVersion: KRATIX_API, kind: 'Promise' },
];

/** Leads to the page that installs a Promise, or says why the user may not. */
export function InstallButton() {
  const t = useWords();
  const links = useLinks();
  const [right] = useAccess(MAY_INSTALL).value ?? [];
  return right?.allowed === false ? (
    <DisabledReason
      onPress
      label={t('install.button')}
      reason={t('install.right.create')}
    />
  ) : (
    <ButtonLink size="small" variant="secondary" href={links.install()}>
      {t('install.button')}
    </ButtonLink>
  );
}
