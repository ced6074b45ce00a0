import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import { HiddenFields } from './HiddenFields';
import { ManifestText } from './ManifestText';

/** The object as YAML, beside the form. A notice names what the form cannot show. */
export function YamlSide(props: {
  title: string;
  text: string;
  hidden: readonly string[];
  isSecret: IsSecret;
}) {
  const { hidden, ...text } = props;
  return (
    <ManifestText {...text}>
      <HiddenFields fields={hidden} />
    </ManifestText>
  );
}
