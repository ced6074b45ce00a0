import type { JsonValue } from '@backstage/types';
import {
  readPromiseApi,
  type PromiseApi,
  hasSecretForm,
} from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import type { KubernetesObject } from '../../live';
import { useCreateRights } from '../../offers';
import {
  CopyButton,
  DescriptionList,
  EmptyState,
  RowsTable,
  SectionCard,
  ToneNotice,
  type RowsColumn,
} from '../../parts';
import { createKindReader } from '../../requests';
import { maskValue } from '../../values';
import { useWords, type Words } from '../../words';
import type { PromiseTabProps } from '../tab/PromiseTabProps';
import type { ApiField } from './ApiField';
import styles from './ApiTab.module.css';
import { exampleRequest } from './exampleRequest';
import { readApiFields } from './readApiFields';
import { ruleText, typeText } from './ruleText';

/** The kind that the Promise offers, in readable form: its fields with their rules in words, and a manifest to copy. */
export function ApiTab({ object }: PromiseTabProps) {
  const t = useWords();
  const api = useMemo(
    () => readPromiseApi({ metadata: object.metadata, spec: object.spec }),
    [object.metadata, object.spec],
  );
  const namespace = useNamespaceToCreate(object);
  return api ? (
    <Api api={api} namespace={namespace} />
  ) : (
    <EmptyState title={t('promise.api.none.title')}>
      {t('promise.api.none.text')}
    </EmptyState>
  );
}

/** The first namespace in which the user may create a request, if the user may not create requests in all namespaces. */
function useNamespaceToCreate(promise: KubernetesObject): string | undefined {
  const [readKinds] = useState(createKindReader);
  const kinds = useMemo(() => readKinds([promise]), [readKinds, promise]);
  const rights = useCreateRights(kinds);
  return rights.get(kinds[0]?.id ?? '')?.namespaces[0];
}

function Api(props: { api: PromiseApi; namespace: string | undefined }) {
  const { api, namespace } = props;
  const t = useWords();
  const { fields, isCut } = useMemo(
    () => readApiFields(api.schema),
    [api.schema],
  );
  const example = useMemo(
    () => exampleRequest(api, namespace),
    [api, namespace],
  );
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <div className={styles.api}>
      {api.deprecationWarning !== undefined && (
        <ToneNotice tone="attention">{api.deprecationWarning}</ToneNotice>
      )}
      <SectionCard title={t('promise.api.kind.title')}>
        <DescriptionList
          items={[
            { term: t('promise.api.kind'), details: api.kind },
            {
              term: t('promise.api.apiVersion'),
              details: `${api.group}/${api.version}`,
            },
            { term: t('promise.api.plural'), details: api.plural },
            {
              term: t('promise.api.versions'),
              details: api.servedVersions.join(', '),
            },
          ]}
        />
      </SectionCard>
      <SectionCard
        title={t('promise.api.fields')}
        status={isCut ? t('promise.api.isCut') : undefined}
      >
        {fields.length > 0 ? (
          <RowsTable
            aria-label={t('promise.api.fields')}
            columns={columns}
            rows={fields}
            rowKey={({ path }) => path}
          />
        ) : (
          <Text as="p" color="secondary">
            {t('promise.api.noFields')}
          </Text>
        )}
      </SectionCard>
      <SectionCard
        title={t('promise.api.example')}
        status={t('promise.api.exampleHint')}
        actions={<CopyButton text={example} what={t('promise.api.example')} />}
      >
        <pre
          className={styles.example}
          // A long line scrolls, so users without a mouse must be able to focus it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={t('promise.api.example')}
        >
          {example}
        </pre>
      </SectionCard>
    </div>
  );
}

/**
 * A name in a schema is the name of a field and not of a secret, so a default is hidden only if its value looks like a secret, as in the YAML of the Promise.
 */
function printDefault(value: JsonValue): string {
  return JSON.stringify(maskValue(value, [], hasSecretForm).value);
}

function columnsOf(t: Words): RowsColumn<ApiField>[] {
  return [
    {
      id: 'field',
      title: t('promise.api.field'),
      isRowHeader: true,
      cell: field => (
        <span
          className={styles.field}
          style={{ paddingInlineStart: `${field.depth}rem` }}
        >
          <code title={field.path}>{field.name}</code>
          {field.isRequired && (
            <Text as="span" variant="body-small" color="secondary">
              {t('promise.api.required')}
            </Text>
          )}
        </span>
      ),
    },
    {
      id: 'type',
      title: t('promise.api.type'),
      width: '10rem',
      cell: field => typeText(t, field),
    },
    {
      id: 'default',
      title: t('promise.api.default'),
      width: '9rem',
      cell: field =>
        field.default === undefined ? null : (
          <code className={styles.value}>{printDefault(field.default)}</code>
        ),
    },
    {
      id: 'description',
      title: t('promise.api.description'),
      cell: field => (
        <>
          {field.description !== undefined && (
            <Text as="p" className={styles.text}>
              {field.description}
            </Text>
          )}
          {field.rules.length > 0 && (
            <ul className={styles.rules}>
              {field.rules.map(rule => (
                <li key={ruleText(t, rule)}>{ruleText(t, rule)}</li>
              ))}
            </ul>
          )}
        </>
      ),
    },
  ];
}
