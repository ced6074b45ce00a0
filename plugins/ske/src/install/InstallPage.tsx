import { Text } from '@backstage/ui';
import { MOST_MANIFEST_BYTES } from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { usePerson } from '../drafts';
import { promiseRef } from '../kratix';
import type { KubernetesObject } from '../live';
import { useObject } from '../live';
import {
  announce,
  CopyButton,
  SectionCard,
  ToneNotice,
  useIsMounted,
  useReport,
} from '../parts';
import {
  PromiseSourceField,
  useSource,
  useSourceDraft,
  type PromiseCandidate,
  type Source,
} from '../promiseSource';
import { useLinks } from '../routes';
import { useWords } from '../words';
import { writeYaml } from '../yaml';
import { ComparisonCard } from './ComparisonCard';
import styles from './InstallPage.module.css';
import { listCauses, type PromiseCause } from './listCauses';
import { RequestsCard } from './RequestsCard';
import {
  useInstallation,
  type InstallationState,
  type WriteOutcome,
} from './useInstallation';
import { VerdictCard } from './VerdictCard';

interface InstallPageProps {
  initialText?: string;
  /** The Promise that the user wants to upgrade. */
  upgrades?: string;
}

/** *Install a Promise*: from text, a file or a URL, after a dry run. A Promise that is installed is upgraded. */
export function InstallPage(props: InstallPageProps) {
  // A user does not see what the previous user has typed.
  return <Content key={usePerson()} {...props} />;
}

function Content(props: InstallPageProps) {
  const t = useWords();
  const source = useSource(props.initialText);
  const draft = useSourceDraft(
    props.upgrades === undefined ? 'install' : `install:${props.upgrades}`,
    source,
  );
  const [picked, setPicked] = useState(0);
  const candidate = pick(source, picked);
  const name = candidate?.promise.metadata.name;
  const [rejected, setRejected] = useState<{
    text: string;
    picked: number;
    causes: readonly PromiseCause[];
  }>();
  const causes =
    rejected?.text === source.text && rejected.picked === picked
      ? rejected.causes
      : undefined;
  return (
    <div className={styles.page}>
      <Text as="h2" variant="title-medium">
        {t('install.button')}
      </Text>
      <Text as="p" color="secondary">
        {t('install.intro')}
      </Text>
      <SectionCard title={t('install.source.title')}>
        <PromiseSourceField
          source={source}
          draft={draft}
          label={t('install.source.label')}
          causes={causes}
          picked={picked}
          onPick={setPicked}
        />
        {props.upgrades !== undefined &&
          name !== undefined &&
          name !== props.upgrades && (
            <ToneNotice tone="attention">
              {t('install.otherName', { wanted: props.upgrades, name })}
            </ToneNotice>
          )}
      </SectionCard>
      {candidate && name !== undefined && (
        <Installation
          key={name}
          candidate={candidate}
          name={name}
          onWritten={draft.remove}
          onRejected={found =>
            setRejected({ text: source.text, picked, causes: found })
          }
        />
      )}
    </div>
  );
}

function pick(source: Source, picked: number): PromiseCandidate | undefined {
  const { content, isReading } = source;
  if (content.type !== 'promises' || isReading) {
    return undefined;
  }
  return content.candidates[picked] ?? content.candidates[0];
}

function Installation(props: {
  candidate: PromiseCandidate;
  name: string;
  onWritten(): void;
  /** Called with what the cluster rejects, or with nothing when it accepts the Promise. */
  onRejected(causes: readonly PromiseCause[]): void;
}) {
  const { candidate, name, onWritten, onRejected } = props;
  const t = useWords();
  const links = useLinks();
  const navigate = useNavigate();
  const report = useReport();
  const isMounted = useIsMounted();
  const live = useObject(useMemo(() => promiseRef(name), [name]));
  const isKnown = live.asOf !== undefined || live.status === 'refused';
  const isUpgrade = live.object !== undefined;
  const manifest = useMemo(() => toManifest(candidate), [candidate]);
  const installation = useInstallation(
    isKnown && manifest !== undefined
      ? { manifest, installed: live.object }
      : undefined,
    error => onRejected(error ? listCauses(error, candidate) : []),
  );
  const open = (outcome: WriteOutcome) => {
    if (outcome !== 'written') {
      if (!isMounted()) {
        report(
          t(outcome === 'unknown' ? 'install.notKnown' : 'install.notWritten', {
            name,
          }),
          'warning',
        );
      }
      return;
    }
    onWritten();
    const message = t(isUpgrade ? 'install.upgraded' : 'install.installed', {
      name,
    });
    if (isMounted()) {
      announce(message);
      navigate(links.promise(name));
    } else {
      // The user has gone to another page, and may be typing there.
      report(message, 'success');
    }
  };
  return (
    <>
      {live.object && (
        <Upgrade
          live={live.object}
          candidate={candidate}
          state={installation.state}
        />
      )}
      {manifest === undefined ? (
        <TooLarge />
      ) : (
        <VerdictCard
          candidate={candidate}
          isKnown={isKnown}
          isUpgrade={isUpgrade}
          installation={installation}
          onWrite={async () => open(await installation.write())}
          onLookUp={async () => open(await installation.lookUp())}
        />
      )}
    </>
  );
}

function Upgrade(props: {
  live: KubernetesObject;
  candidate: PromiseCandidate;
  state: InstallationState;
}) {
  const { live, candidate, state } = props;
  return (
    <>
      <ComparisonCard
        live={live}
        next={candidate.promise}
        planned={'result' in state ? state.result.changes : undefined}
      />
      <RequestsCard name={live.metadata.name} next={candidate.promise} />
    </>
  );
}

/** The portal cannot send a Promise of this size. */
function TooLarge() {
  const t = useWords();
  const command = 'kubectl apply --server-side -f promise.yaml';
  return (
    <div role="alert">
      <ToneNotice
        tone="negative"
        actions={<CopyButton text={command} what={t('install.command')} />}
      >
        <p className={styles.tooLarge}>
          {t('install.tooLarge', {
            kibibytes: String(MOST_MANIFEST_BYTES / 1024),
          })}
        </p>
        <code>{command}</code>
      </ToneNotice>
    </div>
  );
}

/**
 * Returns the manifest to send. It is the user's own text, so that line numbers and comments stay. A Promise that the portal made from a CustomResourceDefinition
 * has no such text, so it is written as YAML. A text that is too large is sent as JSON, without comments and indentation.
 *
 * @returns undefined if the portal cannot send it
 */
function toManifest({ text, promise }: PromiseCandidate): string | undefined {
  const own = text ?? writeYaml(promise);
  return [own, JSON.stringify(promise)].find(
    each => new Blob([each]).size <= MOST_MANIFEST_BYTES,
  );
}
