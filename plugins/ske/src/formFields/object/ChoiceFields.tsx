import { useState } from 'react';
import type { JsonObject, JsonValue } from '@backstage/types';
import { Radio, RadioGroup, Text } from '@backstage/ui';
import { useWords } from '../../words';
import { FieldDescription } from '../field/FieldDescription';
import type { FieldProps } from '../field/FieldProps';
import { asObject } from '../../values';
import {
  asUiSchema,
  isMultiSelect,
  isOfType,
  isYaml,
  type FormSchema,
} from '../field/FormSchema';
import styles from './ChoiceFields.module.css';
import type {
  Choice,
  ChoiceGroup,
  KratixObjectOptions,
} from './KratixObjectOptions';
import { isHeadedBy, ObjectFields } from './ObjectFields';

type Props = FieldProps<KratixObjectOptions>;

const NONE = 'none';

/**
 * Lets the user choose one of several parts of an object, and shows the fields of that part.
 *
 * The part that has a value is the chosen part. If the user chooses another part, the values of the previous part are removed. An object that has several parts,
 * such as one that was not created with this form, shows them all until the user chooses one.
 */
export function ChoiceFields(props: Props & { group: ChoiceGroup }) {
  const { group, ...objectProps } = props;
  const { formData, onChange, uiSchema, idSchema } = objectProps;
  const { choices, optional } = group;
  const schema = objectProps.schema as FormSchema;
  const values = (formData ?? {}) as JsonObject;
  const [picked, pick] = useState<Choice>();
  const t = useWords();

  const filled = choices.filter(({ fields }) =>
    fields.some(name => values[name] !== undefined),
  );
  const shown = filled.length > 0 || !picked ? filled : [picked];

  const choose = (choice: Choice | undefined) => {
    pick(choice);
    const next: Record<string, JsonValue | undefined> = { ...values };
    for (const name of choices.flatMap(({ fields }) => fields)) {
      const property = asObject(asObject(schema.properties)?.[name]) ?? {};
      const isYamlField = isYaml(asUiSchema(uiSchema[name]));
      if (!choice?.fields.includes(name)) {
        next[name] = undefined;
      } else if (next[name] === undefined) {
        next[name] = isYamlField ? undefined : addedValue(property);
      }
    }
    onChange(next as JsonObject);
  };

  const selected = shown.length === 1 ? choices.indexOf(shown[0]) : -1;
  const noneSelected = optional && shown.length === 0 ? NONE : null;
  return (
    <div className={styles.group}>
      <RadioGroup
        label={t(optional ? 'form.choice.atMostOne' : 'form.choice.one')}
        isRequired={!optional}
        secondaryLabel={optional ? undefined : t('form.mark.required')}
        value={selected === -1 ? noneSelected : String(selected)}
        onChange={value => choose(choices[Number(value)])}
        isDisabled={props.disabled}
        isReadOnly={props.readonly}
      >
        {optional && <Radio value={NONE}>{t('form.choice.none')}</Radio>}
        {choices.map(({ title }, index) => (
          <Radio key={index} value={String(index)}>
            {title}
          </Radio>
        ))}
      </RadioGroup>
      {shown.map(choice => {
        const headingId = `${idSchema.$id}-choice-${choices.indexOf(choice)}`;
        const only = asObject(asObject(schema.properties)?.[choice.fields[0]]);
        return (
          <div
            key={headingId}
            role="group"
            aria-labelledby={headingId}
            className={styles.branch}
          >
            <Text
              as="h4"
              id={headingId}
              variant="body-medium"
              weight="bold"
              className={styles.heading}
            >
              {choice.title}
            </Text>
            {only && isHeadedBy(choice, only) && (
              <FieldDescription
                id={`${headingId}-description`}
                schema={only as Props['schema']}
              />
            )}
            <ObjectFields
              {...objectProps}
              names={choice.fields}
              hasTitle={false}
              branch={choice}
            />
          </div>
        );
      })}
    </div>
  );
}

/** The value that a part gets when the user chooses it. A text or a number has no value until the user types it. */
function addedValue(schema: FormSchema): JsonValue | undefined {
  if (isOfType(schema, 'object')) {
    return {};
  }
  if (isOfType(schema, 'array')) {
    // One empty entry, to be filled in.
    return isMultiSelect(schema) ? [] : [undefined as unknown as JsonValue];
  }
  return undefined;
}
