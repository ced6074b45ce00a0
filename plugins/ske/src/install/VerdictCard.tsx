import { Button, Text } from '@backstage/ui';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { KRATIX_API } from '../kratix';
import { useAccess } from '../live';
import { DisabledReason, SectionCard, ToneNotice } from '../parts';
import type { PromiseCandidate } from '../promiseSource';
import { Refusal, type Attempt } from '../refusal';
import { useWords } from '../words';
import styles from './InstallPage.module.css';
import { listCauses } from './listCauses';
import type { Installation } from './useInstallation';

/** Shows the result of a dry run, and then the button that writes. */
export function VerdictCard(props: {
  candidate: PromiseCandidate;
  /** Whether the page knows if the Promise is installed. */
  isKnown: boolean;
  isUpgrade: boolean;
  installation: Installation;
  onWrite(): void;
  onLookUp(): void;
}) {
  const { candidate, isKnown, isUpgrade, installation } = props;
  const t = useWords();
  const { state, check } = installation;
  const { name } = candidate.promise.metadata;
  const tried = useAttempt(isUpgrade, name);
  const { verb, apiVersion, kind } = tried;
  const [right] =
    useAccess([{ verb, apiVersion, kind, ...(isUpgrade && { name }) }]).value ??
    [];
  const canWrite =
    state.status === 'checked' ||
    state.status === 'writing' ||
    state.status === 'not-arrived';
  const isBusy = state.status === 'checking' || state.status === 'writing';
  const write = t(isUpgrade ? 'install.upgrade' : 'install.install', { name });
  return (
    <SectionCard
      title={t(
        isUpgrade ? 'install.verdict.upgrade' : 'install.verdict.title',
        {
          name,
        },
      )}
    >
      <div className={styles.stack}>
        <div role="status" className={styles.stack}>
          <Verdict {...props} tried={tried} />
        </div>
        <div className={styles.buttons}>
          <Button
            variant={canWrite ? 'secondary' : 'primary'}
            isDisabled={!isKnown || isBusy}
            onPress={check}
          >
            {state.status === 'checking'
              ? t('install.checking')
              : t('install.check')}
          </Button>
          {right?.allowed === false ? (
            <DisabledReason
              label={write}
              reason={t(
                isUpgrade ? 'install.right.patch' : 'install.right.create',
              )}
            />
          ) : (
            canWrite && (
              <Button
                variant="primary"
                isDisabled={isBusy}
                onPress={props.onWrite}
              >
                {state.status === 'writing' ? t('install.writing') : write}
              </Button>
            )
          )}
        </div>
      </div>
    </SectionCard>
  );
}

function useAttempt(isUpgrade: boolean, name: string): Attempt {
  return useMemo(
    () => ({
      verb: isUpgrade ? ('patch' as const) : ('create' as const),
      apiVersion: KRATIX_API,
      kind: 'Promise',
      plural: 'promises',
      isClusterScoped: true,
      ...(isUpgrade && { name }),
    }),
    [isUpgrade, name],
  );
}

function Verdict(props: {
  candidate: PromiseCandidate;
  installation: Installation;
  tried: Attempt;
  onLookUp(): void;
}) {
  const { candidate, installation, tried } = props;
  const t = useWords();
  const { state } = installation;
  switch (state.status) {
    case 'new':
      return <Text as="p">{t('install.verdict.new')}</Text>;
    case 'checking':
      return <Text as="p">{t('install.checking')}</Text>;
    case 'checked':
    case 'writing':
    case 'not-arrived':
      return (
        <>
          <ToneNotice
            tone={state.status === 'not-arrived' ? 'attention' : 'positive'}
          >
            {state.status === 'not-arrived'
              ? t('install.verdict.notArrived')
              : t(`install.verdict.${state.result.operation}`)}
          </ToneNotice>
          {state.result.notices.map(notice => (
            <ToneNotice key={notice} tone="attention">
              {notice}
            </ToneNotice>
          ))}
        </>
      );
    case 'unknown':
      return (
        <>
          <ToneNotice
            tone="attention"
            actions={
              <Button size="small" onPress={props.onLookUp}>
                {t('install.lookUp')}
              </Button>
            }
          >
            {t('install.verdict.unknown')}
          </ToneNotice>
          <Refusal size="line" error={state.error} tried={tried} />
        </>
      );
    default:
      return (
        <>
          <Causes candidate={candidate} error={state.error} />
          <Refusal size="section" error={state.error} tried={tried} />
        </>
      );
  }
}

/** What the cluster rejects, with the line in the text. */
function Causes(props: { candidate: PromiseCandidate; error: SkeError }) {
  const { candidate, error } = props;
  const t = useWords();
  const causes = useMemo(
    () => listCauses(error, candidate),
    [error, candidate],
  );
  if (causes.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list} aria-label={t('install.causes')}>
      {causes.map(({ message, line }) => (
        <li key={message}>
          <ToneNotice tone="negative">
            {line === undefined
              ? message
              : t('install.source.atLine', {
                  line: String(line),
                  what: message,
                })}
          </ToneNotice>
        </li>
      ))}
    </ul>
  );
}
