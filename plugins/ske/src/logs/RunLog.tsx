import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  PipelineRun,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { skeApiRef } from '../api';
import { saveFile } from '../files';
import { useCopy } from '../parts';
import { useRemembered } from '../remembered';
import { useWords } from '../words';
import {
  LogList,
  type LogListHandle,
  type LogPlace,
} from './components/LogList';
import { LogToolbar } from './components/LogToolbar';
import styles from './components/RunLog.module.css';
import { textToCopy } from './components/textToCopy';
import { readWholeLog, type LogDownload } from './readWholeLog';
import { useLogSearch } from './hooks/useLogSearch';
import { readLogSettings } from './hooks/LogSettings';
import { useOpenSections } from './hooks/useOpenSections';
import { useSectionLogs } from './hooks/useSectionLogs';
import { useSeenPods } from './hooks/useSeenPods';
import { plainText } from './view/ansi';
import { findMissing } from './view/findMissing';
import { LogRows } from './view/rows';
import {
  findSection,
  sectionsOf,
  sectionToShow,
  type LogSection,
} from './view/sections';

/** What {@link RunLog} shows. */
export interface RunLogProps {
  /** The resource request or the Promise that the run belongs to. */
  resourceRef: ResourceRef;
  run: PipelineRun;
  /** The container and the line from the URL. Without this the log opens where the run failed or runs. */
  place?: LogPlace;
  /** Called when the user selects a line, so that the page can put it into the URL. */
  onPlaceChange?(place: LogPlace): void;
  /** The address of a line, for a link to copy. Absent if no page shows this log under an address. */
  linkOf?(place: LogPlace): string;
}

/** One log for one pipeline run: its containers in the order in which they run. */
export function RunLog({
  resourceRef,
  run,
  place,
  onPlaceChange,
  linkOf,
}: RunLogProps) {
  const t = useWords();
  const seen = useSeenPods(run);
  const sections = useMemo(() => sectionsOf(seen), [seen]);
  const named = place && findSection(sections, place);
  const open = useOpenSections(sections, named);
  const read = sections.filter(open.isOpen);
  const logs = useSectionLogs(resourceRef, read);
  const rows = new LogRows(
    sections.map(section => ({
      section,
      isOpen: open.isOpen(section),
      buffer: logs.get(section.id)?.buffer,
    })),
  );
  const search = useLogSearch(
    read.flatMap(({ id }) => {
      const log = logs.get(id)?.buffer;
      return log ? [{ id, log, lines: log.lines }] : [];
    }),
  );
  const [settings, setSettings] = useRemembered('logs', readLogSettings);
  const list = useRef<LogListHandle>(null);
  const { copy } = useCopy();
  const copyLink = (to: LogPlace) =>
    linkOf &&
    copy(
      linkOf(to),
      t('logs.line.linkCopied', { line: String(to.line ?? '') }),
    );
  const textsOf = ({ id }: LogSection) =>
    (logs.get(id)?.buffer.lines ?? []).map(line =>
      settings.timestamps
        ? `${line.time} ${plainText(line.text)}`
        : plainText(line.text),
    );
  const download = useDownload(`${run.job}.log`, {
    resourceRef,
    sections,
    timestamps: settings.timestamps,
    linesOf: textsOf,
  });
  const selected = named && { section: named.id, line: place?.line };
  const missing =
    place &&
    findMissing({
      section: named,
      line: place.line,
      log: named && logs.get(named.id),
    });
  useShowOnce(list, selected ?? startOf(sections), rows);

  if (sections.length === 0) {
    return (
      <p className={styles.nothing}>
        {run.podsGone ? t('logs.podsGone') : t('logs.noPods')}
      </p>
    );
  }
  return (
    <div className={styles.root}>
      <LogToolbar
        search={search}
        settings={settings}
        onChangeSettings={change => setSettings({ ...settings, ...change })}
        onMove={step => {
          const match = search.move(step);
          if (match) {
            list.current?.show({
              section: match.sectionId,
              line: match.line,
            });
          }
        }}
        textToCopy={() =>
          textToCopy(t, {
            sections,
            isOpen: open.isOpen,
            logs,
            linesOf: textsOf,
          })
        }
        hasClosed={sections.some(
          section => section.container.hasLogs && !open.isOpen(section),
        )}
        selectedLine={linkOf && selected?.line}
        onCopyLink={() => selected && copyLink(selected)}
        onDownload={download.start}
        isDownloading={download.isRunning}
      />
      {missing && (
        <p role="status" className={styles.missing}>
          {t(`logs.missing.${missing}`, {
            section: place?.section ?? '',
            line: String(place?.line ?? ''),
          })}
        </p>
      )}
      <LogList
        label={t('logs.label', { run: run.pipeline })}
        rows={rows}
        logs={logs}
        totalLines={[...logs.values()].reduce(
          (sum, { buffer }) => sum + buffer.total,
          0,
        )}
        wrap={settings.wrap}
        showTime={settings.timestamps}
        matches={search.matches}
        currentMatch={search.currentMatch}
        selected={selected}
        startsAtEnd={place?.line === undefined}
        handle={list}
        onToggle={open.toggle}
        onSelectLine={(section, line) =>
          onPlaceChange?.({ section: section.id, line })
        }
        onCopyLink={
          linkOf && ((section, line) => copyLink({ section: section.id, line }))
        }
      />
    </div>
  );
}

function startOf(
  sections: ReturnType<typeof sectionsOf>,
): LogPlace | undefined {
  const section = sectionToShow(sections);
  return section && { section: section.id };
}

/** Scrolls to the line in the URL, as soon as it has been read. */
function useShowOnce(
  list: RefObject<LogListHandle>,
  place: LogPlace | undefined,
  rows: LogRows,
): void {
  const shown = useRef<string>();
  const key = place && `${place.section} ${place.line ?? ''}`;
  useEffect(() => {
    if (
      place?.line !== undefined &&
      shown.current !== key &&
      rows.indexOf(place.section, place.line) !== undefined
    ) {
      shown.current = key;
      list.current?.show(place);
    }
  });
}

function useDownload(fileName: string, log: LogDownload) {
  const transport = useApi(skeApiRef);
  const toasts = useApi(toastApiRef);
  const t = useWords();
  const [isRunning, setRunning] = useState(false);
  const start = async () => {
    setRunning(true);
    try {
      const { file, failures } = await readWholeLog(transport, log);
      saveFile(file, fileName);
      if (failures > 0) {
        toasts.post({
          title: t('logs.downloadPartial', { count: failures }),
          status: 'warning',
        });
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      toasts.post({
        title: t('logs.downloadFailed', { message }),
        status: 'danger',
      });
    } finally {
      setRunning(false);
    }
  };
  return { isRunning, start };
}
