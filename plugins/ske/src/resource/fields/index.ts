export { FieldsCard } from './FieldsCard';
export { FieldTree } from './FieldTree';
export { readFields, readOutputs, type Field } from './readFields';
export { SecretValue } from './SecretValue';
