import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { validateSpec } from '../spec';
import { withWords } from '../field/withWords';
import { KratixMap } from './KratixMap';

export { KratixMap };

export const kratixMap = createFormField({
  name: 'KratixMap',
  component: withWords(KratixMap),
  validation: validateSpec,
});
