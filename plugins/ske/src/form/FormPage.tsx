import type { JsonObject } from '@backstage/types';
import {
  extractSchemaFromStep,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
import { printFieldPath } from '@kratix-portal/plugin-ske-common';
import {
  englishStringTranslator,
  TranslatableString,
  type ErrorSchema,
  type RJSFValidationError,
} from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import {
  useCallback,
  useMemo,
  useRef,
  type ComponentProps,
  type ReactNode,
} from 'react';
import { listInexact } from '../values';
import { useWords } from '../words';
import { withAuthoredMessages } from './authoredMessages';
import type { FormValues, PageSchema } from './FormValues';
import { generatedFields } from './generatedFields';
import { formTemplates } from './formTemplates';
import { depthOf, isOneField } from './placeCauses';
import { placeErrors, writePath } from './placeErrors';
import { formWidgets } from './widgets';

type FormProps = ComponentProps<typeof Form>;

const validator = customizeValidator();
const fields = generatedFields as unknown as FormProps['fields'];
const formState: FormProps['experimental_defaultFormStateBehavior'] = {
  allOf: 'populateDefaults',
};

/**
 * Errors for numbers that the backend would reject. They keep the user on the page. Each error is shown at the last part of its path that has a field on
 * the page.
 *
 * @param isEnd - also report the numbers of the other pages, and those without a field
 */
function inexactErrors(
  page: PageSchema,
  values: FormValues,
  text: string,
  isEnd: boolean,
): RJSFValidationError[] {
  return listInexact(values).flatMap(path => {
    const depth = depthOf(page, path);
    const inner = path.slice(depth);
    // Every page has the spec, with the fields of that page only.
    const isOwn = depth > 1 || isOneField(page, path.slice(0, depth));
    if (!isOwn && !isEnd) {
      return [];
    }
    const message =
      inner.length === 0 ? text : `${printFieldPath(inner)}: ${text}`;
    const property = writePath(path.slice(0, depth));
    return depth === 0 ? [] : [{ property, message, stack: message }];
  });
}

/** One page of a generated form. */
export function FormPage(props: {
  page: PageSchema;
  values: FormValues;
  errors: ErrorSchema | undefined;
  isReadOnly?: boolean;
  /** Whether the form ends with this page, so that the values of all pages must be right. */
  isEnd?: boolean;
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
  const translateString = useCallback<
    NonNullable<FormProps['translateString']>
  >(
    (text, params) => {
      switch (text) {
        case TranslatableString.YesLabel:
          return t('form.boolean.yes');
        case TranslatableString.NoLabel:
          return t('form.boolean.no');
        default:
          return englishStringTranslator(text, params);
      }
    },
    [t],
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
      widgets={formWidgets as FormProps['widgets']}
      translateString={translateString}
      formData={values}
      readonly={props.isReadOnly}
      formContext={context}
      extraErrors={props.errors}
      showErrorList={false}
      focusOnFirstError
      // A `customValidate` would take seconds for a list of thousands of entries, because the form then copies all values many times.
      transformErrors={errors => [
        ...placeErrors(
          page,
          latest.current,
          withAuthoredMessages(schema, errors, t),
          {
            required: t('form.required'),
            missing: field => t('form.rule.required', { field }),
          },
        ),
        ...inexactErrors(
          page,
          latest.current,
          t('form.number.inexact'),
          props.isEnd === true,
        ),
      ]}
      experimental_defaultFormStateBehavior={formState}
      onChange={({ formData }) => onChange(formData as FormValues)}
      onSubmit={({ formData }) => onSubmit(formData as FormValues)}
    >
      {props.children}
    </Form>
  );
}
