import type { JsonObject, JsonValue } from '@backstage/types';
import { Button } from '@backstage/ui';
import {
  extractSchemaFromStep,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
import { customizeValidator } from '@rjsf/validator-ajv8';
import { useMemo, useState, type ComponentProps } from 'react';
import { ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './PreviewPage.module.css';
import { generatedFields } from '../form';

const validator = customizeValidator();
const fields = generatedFields as unknown as ComponentProps<
  typeof Form
>['fields'];

/** What the user filled in. */
export type FormValues = Readonly<Record<string, JsonValue | undefined>>;

/** The pages of a generated form. Each page can be opened at once, because the author wants to see all of them. */
export function PreviewForm(props: {
  pages: readonly JsonObject[];
  values: FormValues;
  onChange(values: FormValues): void;
}) {
  const { pages, values, onChange } = props;
  const t = useWords();
  const [wanted, setPage] = useState(0);
  const [isChecked, setChecked] = useState(false);
  const index = Math.min(wanted, pages.length - 1);
  const { schema, uiSchema } = useMemo(
    () => extractSchemaFromStep(pages[index]),
    [pages, index],
  );
  const change = (data: FormValues) => {
    setChecked(false);
    onChange({ ...values, ...data });
  };
  return (
    <div className={styles.form}>
      <nav aria-label={t('preview.form.pages')}>
        <ol className={styles.pages}>
          {pages.map((page, at) => (
            <li key={`${at}-${page.title}`}>
              <Button
                size="small"
                variant={at === index ? 'primary' : 'tertiary'}
                aria-current={at === index ? 'step' : undefined}
                onPress={() => {
                  setChecked(false);
                  setPage(at);
                }}
              >
                {typeof page.title === 'string' ? page.title : String(at + 1)}
              </Button>
            </li>
          ))}
        </ol>
      </nav>
      <Form
        key={index}
        EXPERIMENTAL_theme="bui"
        noHtml5Validate
        validator={validator}
        schema={schema as ComponentProps<typeof Form>['schema']}
        uiSchema={uiSchema as ComponentProps<typeof Form>['uiSchema']}
        fields={fields}
        formData={values}
        formContext={{ formData: values }}
        showErrorList="top"
        experimental_defaultFormStateBehavior={{ allOf: 'populateDefaults' }}
        onChange={({ formData }) => change(formData as FormValues)}
        onSubmit={({ formData }) => {
          change(formData as FormValues);
          setChecked(true);
        }}
        onError={() => setChecked(false)}
      >
        <Button type="submit" size="small" variant="secondary">
          {t('preview.form.check')}
        </Button>
      </Form>
      <div role="status">
        {isChecked && (
          <ToneNotice tone="positive">{t('preview.form.valid')}</ToneNotice>
        )}
      </div>
    </div>
  );
}
