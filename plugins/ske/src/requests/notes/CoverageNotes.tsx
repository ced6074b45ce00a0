import { Button } from '@backstage/ui';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { RiArrowDownSLine } from '@remixicon/react';
import { useId, useState, type ReactNode } from 'react';
import { useConnection } from '../../live';
import { ToneNotice, type Tone } from '../../parts';
import { Refusal } from '../../refusal';
import { useWords } from '../../words';
import type { CoverageSummary, KindCoverage } from '../completeness';
import type { RequestKind } from '../kinds';
import { MOST_COLLECTIONS } from '../plan';
import styles from './CoverageNotes.module.css';

/** One line for each reason why requests are not shown. */
export function CoverageNotes({ summary }: { summary: CoverageSummary }) {
  const t = useWords();
  const { notAllowed, notServed, failed, leftOut, polled, unwatched, isLost } =
    summary;
  const { status } = useConnection();
  return (
    <>
      {notAllowed.length > 0 && !isLost && (
        <NoteWithDetails
          tone="neutral"
          text={t('requests.notAllowed', { count: notAllowed.length })}
        >
          <Refusals coverage={notAllowed} />
        </NoteWithDetails>
      )}
      {notServed.length > 0 && (
        <NoteWithDetails
          tone="neutral"
          text={t('requests.notServed', { count: notServed.length })}
        >
          <Titles coverage={notServed} />
        </NoteWithDetails>
      )}
      {failed.length > 0 && (
        <NoteWithDetails
          tone="attention"
          text={t('requests.failed', { count: failed.length })}
        >
          <Refusals coverage={failed} />
        </NoteWithDetails>
      )}
      {/* Where streams do not work at all, the line about the connection says so. */}
      {polled.length > 0 && status !== 'polling' && (
        <NoteWithDetails
          tone="neutral"
          text={t('requests.polled', { count: polled.length })}
        >
          <Titles coverage={polled} />
        </NoteWithDetails>
      )}
      {unwatched.length > 0 && status !== 'polling' && (
        <NoteWithDetails
          tone="neutral"
          text={t('requests.unwatched', { count: unwatched.length })}
        >
          <Refusals
            coverage={unwatched.map(({ watchRefusal, ...each }) => ({
              ...each,
              error: watchRefusal,
            }))}
          />
        </NoteWithDetails>
      )}
      {leftOut.length > 0 && (
        <NoteWithDetails
          tone="neutral"
          text={t('requests.leftOut', {
            count: leftOut.length,
            most: String(MOST_COLLECTIONS),
          })}
        >
          <ul className={styles.list}>
            {leftOut.map(({ kind, leftOut: namespaces }) => (
              <li key={kind.promise}>
                {[kind.title, namespaces.join(', ')].filter(Boolean).join(': ')}
              </li>
            ))}
          </ul>
        </NoteWithDetails>
      )}
    </>
  );
}

function NoteWithDetails(props: {
  tone: Tone;
  text: string;
  children: ReactNode;
}) {
  const t = useWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <ToneNotice
      tone={props.tone}
      actions={
        <Button
          variant="tertiary"
          size="small"
          iconEnd={<RiArrowDownSLine aria-hidden="true" />}
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => setOpen(!isOpen)}
        >
          {t('requests.details')}
        </Button>
      }
    >
      {props.text}
      <div id={id} hidden={!isOpen} className={styles.details}>
        {props.children}
      </div>
    </ToneNotice>
  );
}

function Titles(props: { coverage: readonly KindCoverage[] }) {
  return (
    <ul className={styles.list}>
      {props.coverage.map(({ kind }) => (
        <li key={kind.promise}>{kind.title}</li>
      ))}
    </ul>
  );
}

/** What was refused or failed, Promise by Promise, with the missing right. */
export function Refusals(props: { coverage: readonly KindCoverage[] }) {
  return (
    <ul className={styles.refusals}>
      {props.coverage.map(({ kind, error, reason }) => (
        <li key={kind.promise}>
          <Refusal
            size="line"
            error={error ?? denied(kind, reason)}
            tried={{
              verb: 'list',
              apiVersion: kind.apiVersion,
              kind: kind.kind,
              plural: kind.plural,
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** The cluster has answered that the user may not list the requests, so the portal did not try to list them. */
function denied(
  { kind, plural, group }: RequestKind,
  reason: string | undefined,
): SkeError {
  return new SkeError({
    code: 'forbidden',
    message: `You may not list ${kind} in all namespaces.`,
    detail: reason ?? `list ${plural}.${group}: no`,
  });
}
