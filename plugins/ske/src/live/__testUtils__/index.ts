export type { ObjectInput } from './FakeCluster';
export { FakeEnvironment } from './FakeEnvironment';
export { FakePlatform, type FakeCall, type FakeSelector } from './FakePlatform';
export { fakeApis, fakeLiveApi } from './fakeApis';
export { parseRecording, replay, type RecordedLine } from './replay';
