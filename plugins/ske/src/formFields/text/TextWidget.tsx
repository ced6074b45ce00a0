import { Text } from '@backstage/ui';
import { getTemplate, type WidgetProps } from '@rjsf/utils';
import {
  useEffect,
  useState,
  type ClipboardEvent,
  type ComponentType,
} from 'react';
import { isInexact } from '../../values';
import { useWords } from '../../words';
import { useFieldName } from '../field/FieldName';
import { isOfType, type FormSchema } from '../field/FormSchema';
import { acceptsEmptyText } from './acceptsEmptyText';
import { EmptyTextCheckbox } from './EmptyTextCheckbox';
import { hasLineBreak, insertInto, linesOf } from './pastedLines';

/** What a page of the spec adds to the options of a text or number; see withTextWidgets. */
export interface TextOptions {
  /** What the cluster sets if the value is left out. */
  absent?: string;
  /** Whether the text is long, so that it is always a text area. */
  isLong?: boolean;
  /** Whether the empty text is offered before the user has typed a text. */
  offersEmpty?: boolean;
}

/**
 * The field of a text or number.
 *
 * An input of the browser has one line and drops line breaks without a notice, for example those of a certificate. So the field becomes a text area
 * as soon as its text has several lines, and stays a text area.
 *
 * An empty input means that the value is left out. An empty text is a different value, so it has a checkbox, which appears where the user may mean an empty text.
 */
export function TextWidget(props: WidgetProps) {
  const { id, label, schema, value, onBlur, onChange, required } = props;
  const { absent, isLong, offersEmpty } = props.options as TextOptions;
  const [hasLines, setHasLines] = useState(isLong === true);
  const [isPasted, setIsPasted] = useState(false);
  const [isLeftEmpty, setIsLeftEmpty] = useState(false);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const [typed, setTyped] = useState<unknown>();
  const t = useWords();
  const fullName = useFieldName(id, label);
  if (!hasLines && hasLineBreak(value)) {
    setHasLines(true);
  }
  useEffect(() => {
    if (hasLines && isPasted) {
      document.getElementById(id)?.focus();
    }
  }, [hasLines, isPasted, id]);

  const isText = schema.type === 'string';
  // The form has rounded such a number. The field keeps the digits that were typed.
  const isNumber = ['integer', 'number'].some(type =>
    isOfType(schema as FormSchema, type),
  );
  const isTooLarge = isNumber && isInexact(Number(value ?? 0));
  const isTyped = isTooLarge && Number(typed) === Number(value);
  const isAbsent = value === undefined;
  const errors = props.rawErrors ?? [];
  const hasError = errors.length > 0;
  const isReported = errors.includes(t('form.number.inexact'));
  const isEmptyOffered =
    value === '' ||
    (isAbsent && (isLeftEmpty || (required === true && hasError)));
  const input: WidgetProps = {
    ...props,
    // The browser would not send an empty text of a required field.
    required: required && value !== '',
    value: isTyped ? typed : value,
    onChange: (next, ...rest) => {
      setIsLeftEmpty(next === undefined);
      setTyped(next);
      onChange(next, ...rest);
    },
    onBlur: (...event) => {
      setIsLeftEmpty(isLeftEmpty || required === true || offersEmpty === true);
      onBlur(...event);
    },
  };
  const paste = (event: ClipboardEvent<HTMLElement>) => {
    const lines = linesOf(event);
    const { target } = event;
    if (isText && lines !== undefined && target instanceof HTMLInputElement) {
      event.preventDefault();
      setIsPasted(true);
      onChange(insertInto(target, lines));
    }
  };
  const Input = hasLines
    ? (props.registry.widgets.TextareaWidget as ComponentType<WidgetProps>)
    : inputOf(props);
  return (
    <div
      onPaste={paste}
      onInput={event => setIsUnreadable(isBadInput(event.target))}
    >
      <Input {...input} />
      {isText && isEmptyOffered && acceptsEmptyText(schema) && (
        <EmptyTextCheckbox
          label={fullName}
          value={value}
          onChange={onChange}
          isDisabled={props.disabled}
          isReadOnly={props.readonly}
        />
      )}
      {isAbsent && absent !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          {t('form.absent', { value: absent })}
        </Text>
      )}
      {isUnreadable && isAbsent && (
        <Text as="p" role="alert" variant="body-small" color="danger">
          {t('form.number.unreadable')}
        </Text>
      )}
      {isTooLarge && !isReported && (
        <Text as="p" role="alert" variant="body-small" color="danger">
          {t('form.number.inexact')}
        </Text>
      )}
    </div>
  );
}

/** Whether the browser shows a text that is not a number, such as `1e`, and reports an empty text. */
function isBadInput(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.validity.badInput;
}

/** The field of the form's theme: a widget of Backstage UI, and a template of Material UI. */
function inputOf(props: WidgetProps): ComponentType<WidgetProps> {
  const { registry, options } = props;
  return (registry.widgets.BaseInput ??
    getTemplate(
      'BaseInputTemplate',
      registry,
      options,
    )) as ComponentType<WidgetProps>;
}
