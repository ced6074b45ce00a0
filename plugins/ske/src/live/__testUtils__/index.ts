export type { ObjectInput } from './FakeCluster';
export { FakeEnvironment } from './FakeEnvironment';
export { FakePlatform, type FakeCall } from './FakePlatform';
export type { FakeSelector } from './FakeRefusals';
export { fakeApis, fakeLiveApi } from './fakeApis';
export { parseRecording, replay, type RecordedLine } from './replay';
