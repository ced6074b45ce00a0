import type { JsonObject } from '@backstage/types';
import {
  extractSchemaFromStep,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { ErrorSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import { useMemo, useRef, type ComponentProps, type ReactNode } from 'react';
import { useWords } from '../words';
import { withAuthoredMessages } from './authoredMessages';
import type { FormValues, PageSchema } from './FormValues';
import { generatedFields } from './generatedFields';
import { formTemplates } from './formTemplates';
import { placeErrors } from './placeErrors';

type FormProps = ComponentProps<typeof Form>;

const validator = customizeValidator();
const fields = generatedFields as unknown as FormProps['fields'];
const formState: FormProps['experimental_defaultFormStateBehavior'] = {
  allOf: 'populateDefaults',
};

/** One page of a generated form. */
export function FormPage(props: {
  page: PageSchema;
  values: FormValues;
  errors: ErrorSchema | undefined;
  isReadOnly?: boolean;
  onChange(values: FormValues): void;
  /** Called with the values of a valid page. */
  onSubmit(values: FormValues): void;
  /** The buttons below the fields. */
  children: ReactNode;
}) {
  const { page, values, onChange, onSubmit } = props;
  const t = useWords();
  const { schema, uiSchema } = useMemo(() => {
    const { title: _title, description: _description, ...fieldsOnly } = page;
    return extractSchemaFromStep(fieldsOnly as JsonObject);
  }, [page]);
  const latest = useRef(values);
  latest.current = values;
  // The fields read the values of other pages when they open. A new context for each key would draw all fields again.
  const context = useMemo(
    () => ({
      get formData() {
        return latest.current;
      },
    }),
    [],
  );
  return (
    <Form
      EXPERIMENTAL_theme="bui"
      noHtml5Validate
      validator={validator}
      schema={schema as FormProps['schema']}
      uiSchema={uiSchema as FormProps['uiSchema']}
      fields={fields}
      templates={formTemplates as FormProps['templates']}
      formData={values}
      readonly={props.isReadOnly}
      formContext={context}
      extraErrors={props.errors}
      showErrorList={false}
      focusOnFirstError
      transformErrors={errors =>
        placeErrors(
          page,
          latest.current,
          withAuthoredMessages(schema, errors),
          t('form.required'),
        )
      }
      experimental_defaultFormStateBehavior={formState}
      onChange={({ formData }) => onChange(formData as FormValues)}
      onSubmit={({ formData }) => onSubmit(formData as FormValues)}
    >
      {props.children}
    </Form>
  );
}
