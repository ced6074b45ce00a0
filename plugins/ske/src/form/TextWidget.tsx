import { getTemplate, type WidgetProps } from '@rjsf/utils';
import {
  useEffect,
  useState,
  type ClipboardEvent,
  type ComponentType,
} from 'react';
import { hasSeveralLines } from '../formFields/text/hasSeveralLines';

/**
 * The field of a text. An input of the browser has one line and drops line breaks without a word, for example those of a certificate. So the field becomes
 * a text area as soon as its text has several lines, and stays one.
 */
export function TextWidget(props: WidgetProps) {
  const { id, registry, schema, value, onChange } = props;
  const [hasLines, setHasLines] = useState(false);
  const [isPasted, setIsPasted] = useState(false);
  if (!hasLines && typeof value === 'string' && /[\r\n]/.test(value)) {
    setHasLines(true);
  }
  useEffect(() => {
    if (hasLines && isPasted) {
      document.getElementById(id)?.focus();
    }
  }, [hasLines, isPasted, id]);

  if (hasLines) {
    const { TextareaWidget } = registry.widgets;
    return <TextareaWidget {...props} />;
  }
  const Input = inputOf(props);
  if (schema.type !== 'string') {
    return <Input {...props} />;
  }
  const paste = (event: ClipboardEvent<HTMLElement>) => {
    const text = event.clipboardData.getData('text/plain');
    const { target } = event;
    const isInput = target instanceof HTMLInputElement && !target.readOnly;
    if (!isInput || !hasSeveralLines(text)) {
      return;
    }
    event.preventDefault();
    setIsPasted(true);
    onChange(insertInto(target, text.replace(/\r\n?/g, '\n')));
  };
  return (
    <div onPaste={paste}>
      <Input {...props} />
    </div>
  );
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

function insertInto(input: HTMLInputElement, text: string): string {
  const { value, selectionStart, selectionEnd } = input;
  const start = selectionStart ?? value.length;
  const end = selectionEnd ?? start;
  return value.slice(0, start) + text + value.slice(end);
}
