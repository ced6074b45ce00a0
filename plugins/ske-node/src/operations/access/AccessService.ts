import {
  AccessAnswer,
  AccessQuestion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { ResourceAction, ResourceDecisions } from '../../permissions';
import { checkKindAllowed } from '../kinds/kindRules';
import { invalidFieldsOf } from '../kinds/KindQuery';
import type { Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import type { OperationCaller } from '../audit/OperationCaller';

// With these errors the portal denies an access without a call to the cluster. `forbidden` comes from the portal's own policy, or from discovery.
const ANSWERS = new Set(['kind-not-allowed', 'kind-not-served', 'forbidden']);

/** A question whose kind was found, or a result that needs no call to the cluster. */
type Prepared =
  | { question: AccessQuestion; group: string; resource: string }
  | { answer: AccessAnswer };

/**
 * Checks what a caller may do on the cluster, so that a page can hide actions that the cluster would refuse. The result grants no rights, because the API server
 * authorizes each call.
 *
 * @public
 */
export class AccessService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** Returns the results in the order of the questions. */
  async check(
    questions: AccessQuestion[],
    caller: OperationCaller,
  ): Promise<AccessAnswer[]> {
    return this.#operations.run(
      {
        eventId: 'access-check',
        severityLevel: 'low',
        verb: 'create selfsubjectaccessreviews',
        subject: { questions: questions.length },
      },
      caller,
      async operation => {
        checkQuestions(questions);
        const decisions = await operation.decide([
          ...new Set(questions.map(toAction)),
        ]);
        const prepared: Prepared[] = [];
        // The questions run in sequence, because the first question about an API group loads its kinds into the cache.
        for (const question of questions) {
          prepared.push(await prepare(question, decisions, operation));
        }
        return askCluster(prepared, operation);
      },
    );
  }
}

/** @throws SkeError `invalid-input` that names every invalid field of every question */
function checkQuestions(questions: AccessQuestion[]): void {
  const fields = questions.flatMap((question, index) =>
    invalidFieldsOf(question, `questions.${index}.`),
  );
  if (fields.length > 0) {
    throw SkeError.invalidInput(fields);
  }
}

async function prepare(
  question: AccessQuestion,
  decisions: ResourceDecisions,
  operation: Operation,
): Promise<Prepared> {
  const { apiVersion, kind } = question;
  try {
    // The portal's own permissions are about resources. The portal reads Pods only as part of a resource's pipelines, so Pods have no permission of their
    // own.
    if (isReadOfPods(question)) {
      const { group, plural } = await operation.findAnyKind(apiVersion, kind);
      return { question, group, resource: plural };
    }
    checkKindAllowed(apiVersion, kind);
    decisions.check(toAction(question), question);
    const { group, plural } = await operation.findKind(apiVersion, kind);
    return { question, group, resource: plural };
  } catch (error) {
    if (SkeError.is(error) && ANSWERS.has(error.code)) {
      const { code, message } = error;
      return { answer: { allowed: false, reason: message, code } };
    }
    throw error;
  }
}

/** Maps a verb of Kubernetes to the portal's own permission. */
function toAction({ verb }: AccessQuestion): ResourceAction {
  switch (verb) {
    case 'get':
    case 'list':
    case 'watch':
      return 'read';
    case 'create':
    case 'delete':
      return verb;
    default:
      return 'update';
  }
}

/** Pods are accepted in a question although the portal reads them only as part of pipelines, because a page asks whether the caller may see Pods. */
function isReadOfPods({ verb, apiVersion, kind }: AccessQuestion): boolean {
  return (
    apiVersion === 'v1' &&
    kind === 'Pod' &&
    ['get', 'list', 'watch'].includes(verb)
  );
}

async function askCluster(
  prepared: Prepared[],
  operation: Operation,
): Promise<AccessAnswer[]> {
  const asked = prepared.flatMap(one => ('question' in one ? [one] : []));
  const given = await operation.client.canI(
    asked.map(({ question, group, resource }) => {
      const { verb, subresource, namespace, name } = question;
      return { verb, group, resource, subresource, namespace, name };
    }),
    {
      identity: await operation.identity(),
      signal: operation.caller.signal,
    },
  );
  return prepared.map(one =>
    'answer' in one ? one.answer : given[asked.indexOf(one)],
  );
}
