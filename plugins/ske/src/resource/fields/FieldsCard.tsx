import { readPromiseApi } from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { SectionCard } from '../../parts';
import { useWords } from '../../words';
import type { TabProps } from '../request/TabProps';
import { asPromise, usePromiseOf } from '../request/usePromiseOf';
import { FieldTree } from './FieldTree';
import { readFields } from './readFields';
import { titlesOfSchema } from './schemaTitles';

/** The spec as it was filled in, with the titles of the form. */
export function FieldsCard({ object }: TabProps) {
  const t = useWords();
  const { object: promiseObject } = usePromiseOf(object);
  const fields = useMemo(() => {
    const promise = asPromise(promiseObject);
    const schema = promise && readPromiseApi(promise)?.schema;
    return readFields(object.spec, titlesOfSchema(schema));
  }, [object.spec, promiseObject]);
  return (
    <SectionCard title={t('resource.spec.title')}>
      {fields.length > 0 ? (
        <FieldTree fields={fields} />
      ) : (
        <Text as="p" color="secondary">
          {t('resource.spec.none')}
        </Text>
      )}
    </SectionCard>
  );
}
