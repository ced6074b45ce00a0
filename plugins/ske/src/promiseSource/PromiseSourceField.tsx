import { Button, Select, Text, TextField } from '@backstage/ui';
import { RiFileUploadLine } from '@remixicon/react';
import {
  useId,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type ReactNode,
} from 'react';
import { DraftOffer } from '../drafts';
import { YamlEditor, type Complete, type OutsideProblem } from '../editor';
import { ToneNotice } from '../parts';
import { useWords } from '../words';
import { describeProblem, describeUrlError } from './describeProblem';
import styles from './PromiseSourceField.module.css';
import { MOST_CHARACTERS } from './readDocuments';
import { readUrl } from './readUrl';
import type { Source } from './useSource';
import type { SourceDraft } from './useSourceDraft';

/** Takes a Promise as text, from a file, from a URL, and by drag and drop. */
export function PromiseSourceField(props: {
  source: Source;
  draft: SourceDraft;
  /** The accessible name of the editor. */
  label: string;
  complete?: Complete;
  /** What the cluster rejects, which the page lists elsewhere. */
  causes?: readonly { line?: number; message: string }[];
  /** Which Promise of the text is used. */
  picked: number;
  onPick(index: number): void;
  /** More ways to fill in the text. */
  children?: ReactNode;
}) {
  const t = useWords();
  const { source, label, complete, causes } = props;
  const { content } = source;
  const messageId = useId();
  const [failure, setFailure] = useState<string>();
  const [isDropTarget, setDropTarget] = useState(false);
  const fill = (text: string) => {
    setFailure(undefined);
    props.onPick(0);
    source.setText(text);
  };
  const readFile = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    if (file.size > MOST_CHARACTERS) {
      setFailure(describeProblem(t, { code: 'too-large' }));
      return;
    }
    fill(await file.text());
  };
  const drop = (event: DragEvent) => {
    setDropTarget(false);
    const [file] = event.dataTransfer.files;
    if (file) {
      event.preventDefault();
      // The editor would read the file too, and insert its text a second time.
      event.stopPropagation();
      void readFile(file);
    }
  };
  const problems = useMemo((): OutsideProblem[] => {
    const severity = 'error' as const;
    if (content.type !== 'invalid' || content.problem.line === undefined) {
      return (causes ?? [])
        .filter(({ line }) => line !== undefined)
        .map(cause => ({ ...cause, severity }));
    }
    const { line } = content.problem;
    return [{ line, message: describeProblem(t, content.problem), severity }];
  }, [content, causes, t]);
  const { offer, isLeftOut } = props.draft;
  const message =
    failure ??
    (content.type === 'invalid' ? describeProblem(t, content.problem) : '');
  return (
    <div className={styles.root}>
      {offer && <DraftOffer {...offer} />}
      <div className={styles.toolbar}>
        <FileButton onFile={readFile} />
        {props.children}
        <UrlField onText={fill} onFailure={setFailure} />
      </div>
      <div
        className={styles.editor}
        data-drop={isDropTarget || undefined}
        onDragOver={event => {
          if (event.dataTransfer.types.includes('Files')) {
            event.preventDefault();
            setDropTarget(true);
          }
        }}
        onDragLeave={() => setDropTarget(false)}
        onDropCapture={drop}
      >
        <YamlEditor
          label={label}
          describedBy={messageId}
          value={source.text}
          onChange={source.setText}
          problems={problems}
          complete={complete}
          isPlain
        />
      </div>
      <div id={messageId} role="status" className={styles.message}>
        {message !== '' && <ToneNotice tone="negative">{message}</ToneNotice>}
      </div>
      {isLeftOut && (
        <Text as="p" variant="body-small" color="secondary">
          {t('install.source.noDraft')}
        </Text>
      )}
      <SourceChoice {...props} />
    </div>
  );
}

function FileButton(props: { onFile(file: File | undefined): void }) {
  const t = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiFileUploadLine />}
        onPress={() => input.current?.click()}
      >
        {t('install.source.file')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".yaml,.yml,.json,text/yaml,application/json"
        aria-label={t('install.source.file')}
        onChange={event => {
          props.onFile(event.target.files?.[0]);
          // The same file can be chosen again after it was changed.
          event.target.value = '';
        }}
      />
    </>
  );
}

function UrlField(props: {
  onText(text: string): void;
  onFailure(text: string): void;
}) {
  const t = useWords();
  const [url, setUrl] = useState('');
  const [isReading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    const result = await readUrl(url.trim());
    setReading(false);
    if ('text' in result) {
      props.onText(result.text);
    } else {
      props.onFailure(describeUrlError(t, result));
    }
  };
  return (
    <form
      className={styles.url}
      onSubmit={event => {
        event.preventDefault();
        void read();
      }}
    >
      <TextField
        size="small"
        type="url"
        aria-label={t('install.url.label')}
        placeholder="https://"
        value={url}
        onChange={setUrl}
      />
      <Button
        size="small"
        variant="secondary"
        type="submit"
        isDisabled={url.trim() === '' || isReading}
      >
        {isReading ? t('install.url.reading') : t('install.url.read')}
      </Button>
    </form>
  );
}

/** Which of several Promises is used, and which documents are not. */
function SourceChoice(props: {
  source: Source;
  picked: number;
  onPick(index: number): void;
}) {
  const t = useWords();
  const { content } = props.source;
  if (content.type !== 'promises') {
    return null;
  }
  const { candidates, others } = content;
  return (
    <>
      {candidates.length > 1 && (
        <div className={styles.choice}>
          <Select
            size="small"
            label={t('install.source.which', { count: candidates.length })}
            options={candidates.map(({ promise, line }, index) => ({
              value: String(index),
              label: t('install.source.candidate', {
                name: promise.metadata.name,
                line: String(line),
              }),
            }))}
            value={String(props.picked)}
            onChange={key => props.onPick(Number(key))}
          />
        </div>
      )}
      {others.length > 0 && (
        <ToneNotice tone="attention">
          {t('install.source.others', {
            count: others.length,
            names: others
              .map(({ kind, name, line }) =>
                t('install.source.other', { kind, name, line: String(line) }),
              )
              .join(', '),
          })}
        </ToneNotice>
      )}
    </>
  );
}
