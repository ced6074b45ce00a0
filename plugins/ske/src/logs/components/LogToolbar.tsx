import { Button, ButtonIcon, SearchField, ToggleButton } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiDownloadLine,
  RiFileCopyLine,
  RiLinkM,
} from '@remixicon/react';
import { useCopy } from '../../parts';
import { useWords } from '../../words';
import type { LogSearchState } from '../hooks/useLogSearch';
import type { LogSettings } from '../hooks/LogSettings';
import styles from './RunLog.module.css';

/** What the toolbar of a log shows and does. */
export interface LogToolbarProps {
  search: LogSearchState;
  settings: LogSettings;
  onChangeSettings(change: Partial<LogSettings>): void;
  onMove(step: 1 | -1): void;
  textToCopy(): string;
  /** Whether a section with a log is closed, so that it is neither searched nor copied. */
  hasClosed: boolean;
  onDownload(): Promise<void>;
  isDownloading: boolean;
  /** The number of the selected line, if a link can point to it. */
  selectedLine: number | undefined;
  onCopyLink(): void;
}

/** Search, settings, copy and download of a log. */
export function LogToolbar(props: LogToolbarProps) {
  const { search, settings, onChangeSettings, onMove } = props;
  const t = useWords();
  const { copied, copy } = useCopy();
  const copiedText = t(props.hasClosed ? 'logs.copiedOpen' : 'logs.copied');
  const hasSearch = search.query.text !== '';
  return (
    <div className={styles.toolbar}>
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('logs.search.label')}
        placeholder={t('logs.search.label')}
        value={search.query.text}
        onChange={text => search.change({ text })}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            onMove(event.shiftKey ? -1 : 1);
          }
        }}
      />
      {hasSearch && (
        <>
          <span className={styles.count} role="status">
            {countText(t, search)}
            {props.hasClosed && ` ${t('logs.search.openOnly')}`}
          </span>
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('logs.search.previous')}
            icon={<RiArrowUpLine />}
            onPress={() => onMove(-1)}
          />
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('logs.search.next')}
            icon={<RiArrowDownLine />}
            onPress={() => onMove(1)}
          />
          <ToggleButton
            size="small"
            isSelected={search.query.isRegExp}
            onChange={isRegExp => search.change({ isRegExp })}
            aria-label={t('logs.search.regExp')}
          >
            .*
          </ToggleButton>
          <ToggleButton
            size="small"
            isSelected={search.query.isCaseSensitive}
            onChange={isCaseSensitive => search.change({ isCaseSensitive })}
            aria-label={t('logs.search.case')}
          >
            Aa
          </ToggleButton>
        </>
      )}
      <div className={styles.actions}>
        {props.selectedLine !== undefined && (
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiLinkM />}
            onPress={props.onCopyLink}
          >
            {t('logs.line.copyLink', { line: String(props.selectedLine) })}
          </Button>
        )}
        <ToggleButton
          size="small"
          isSelected={settings.wrap}
          onChange={wrap => onChangeSettings({ wrap })}
        >
          {t('logs.wrap')}
        </ToggleButton>
        <ToggleButton
          size="small"
          isSelected={settings.timestamps}
          onChange={timestamps => onChangeSettings({ timestamps })}
        >
          {t('logs.timestamps')}
        </ToggleButton>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine />}
          onPress={() => copy(props.textToCopy(), copiedText)}
        >
          {copied === undefined ? t('logs.copy') : copiedText}
        </Button>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          isPending={props.isDownloading}
          onPress={() => void props.onDownload()}
        >
          {props.isDownloading ? t('logs.downloading') : t('logs.download')}
        </Button>
      </div>
    </div>
  );
}

function countText(
  t: ReturnType<typeof useWords>,
  { error, matches, current }: LogSearchState,
): string {
  if (error !== undefined) {
    return t('logs.search.invalid');
  }
  return matches.length === 0
    ? t('logs.search.none')
    : t('logs.search.count', {
        current: current + 1,
        total: matches.length,
      });
}
