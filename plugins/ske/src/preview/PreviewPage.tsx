import { Button, Text } from '@backstage/ui';
import {
  createPromiseTemplate,
  readPromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { usePerson } from '../drafts';
import type { Complete } from '../editor';
import { translatePages } from '../form';
import { CopyButton, EmptyState, SectionCard, ToneNotice } from '../parts';
import {
  PromiseSourceField,
  useSource,
  useSourceDraft,
  type PromiseSourceContent,
  type SourcePromise,
} from '../promiseSource';
import { useWords } from '../words';
import { completeHints } from './completeHints';
import { examplePromise } from './examplePromise';
import { fieldPaths } from './fieldPaths';
import { InstalledPromise } from './InstalledPromise';
import { PreviewForm } from './PreviewForm';
import styles from './PreviewPage.module.css';
import { toManifest } from './toManifest';
import { usePreviewValues } from './usePreviewValues';

/** *Form preview*: the form of a Promise that its author is writing. The page writes nothing to the cluster. */
export function PreviewPage(props: { initialText?: string }) {
  // A user does not see what the previous user has typed.
  return <Content key={usePerson()} {...props} />;
}

function Content(props: { initialText?: string }) {
  const t = useWords();
  const source = useSource(props.initialText);
  const draft = useSourceDraft('preview', source);
  const [picked, setPicked] = useState(0);
  const promise = useLastPromise(source.content, picked);
  const paths = useMemo(() => fieldPaths(specOf(promise)), [promise]);
  const complete = useCallback<Complete>(
    (text, position) => completeHints({ text, position, paths }),
    [paths],
  );
  const fill = (text: string) => {
    setPicked(0);
    source.setText(text);
  };
  return (
    <div className={styles.page}>
      <Text as="p" color="secondary">
        {t('preview.intro')}
      </Text>
      <div className={styles.columns}>
        <SectionCard
          title={t('preview.source.title')}
          status={t('preview.completion')}
        >
          <PromiseSourceField
            source={source}
            draft={draft}
            label={t('preview.source.label')}
            complete={complete}
            picked={picked}
            onPick={setPicked}
          >
            <InstalledPromise onText={fill} />
            <Button
              size="small"
              variant="tertiary"
              onPress={() => fill(examplePromise)}
            >
              {t('preview.example')}
            </Button>
          </PromiseSourceField>
        </SectionCard>
        <div className={styles.results}>
          {promise ? (
            <Preview
              promise={promise}
              isOld={source.content.type === 'invalid'}
            />
          ) : (
            <SectionCard title={t('preview.form.title')}>
              <EmptyState title={t('preview.empty.title')}>
                {t('preview.empty.text')}
              </EmptyState>
            </SectionCard>
          )}
        </div>
      </div>
    </div>
  );
}

function Preview(props: { promise: SourcePromise; isOld: boolean }) {
  const t = useWords();
  const { isOld } = props;
  const promise = useDeferredValue(props.promise);
  const api = useMemo(() => readPromiseApi(promise), [promise]);
  const { template, notices } = useMemo(
    () => createPromiseTemplate({ promise: promise }),
    [promise],
  );
  const pages = useMemo(
    () => template && translatePages(t, template.spec.parameters, promise),
    [template, t, promise],
  );
  const { values, setValues, page, setPage, revision } = usePreviewValues(
    promise.metadata.name,
    api && `${api.group} ${api.kind}`,
    pages,
  );
  return (
    <>
      <SectionCard
        title={t('preview.form.titleOf', { name: promise.metadata.name })}
        status={isOld ? t('preview.form.old') : undefined}
      >
        {pages ? (
          <PreviewForm
            key={revision}
            pages={pages}
            page={page}
            onPage={setPage}
            values={values}
            onChange={setValues}
          />
        ) : (
          <EmptyState title={t('preview.form.none')} />
        )}
      </SectionCard>
      <SectionCard
        title={t('preview.notices.title')}
        status={t('preview.notices.count', { count: notices.length })}
      >
        {notices.length > 0 && (
          <ul className={styles.notices}>
            {notices.map(notice => (
              <li key={notice}>
                <ToneNotice tone="attention">{notice}</ToneNotice>
              </li>
            ))}
          </ul>
        )}
      </SectionCard>
      {api && pages && (
        <Manifest
          text={toManifest({ promise, api, pages }, values, {
            invalidYaml: t('form.invalidYaml'),
          })}
        />
      )}
    </>
  );
}

function Manifest({ text }: { text: string }) {
  const t = useWords();
  return (
    <SectionCard
      title={t('preview.manifest.title')}
      actions={<CopyButton text={text} what={t('preview.manifest.copied')} />}
    >
      {/* A part that scrolls must be reachable by keyboard. */}
      <pre
        className={styles.manifest}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('preview.manifest.title')}
        role="group"
      >
        {text}
      </pre>
    </SectionCard>
  );
}

/** While the text is not valid, the form of the last valid text stays. */
function useLastPromise(
  content: PromiseSourceContent,
  picked: number,
): SourcePromise | undefined {
  const current =
    content.type === 'promises'
      ? (content.candidates[picked] ?? content.candidates[0]).promise
      : undefined;
  const [last, setLast] = useState(current);
  if (current && current !== last) {
    setLast(current);
  }
  return content.type === 'empty' ? undefined : (current ?? last);
}

function specOf(promise: SourcePromise | undefined) {
  const schema = promise && readPromiseApi(promise)?.schema.properties;
  return (schema as Record<string, never> | undefined)?.spec;
}
