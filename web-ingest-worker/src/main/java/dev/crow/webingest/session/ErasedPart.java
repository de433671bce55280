package dev.crow.webingest.session;

/**
 * What one partition erased.
 *
 * @param mark the order, without its subject
 * @param partition which
 * @param sessions sessions dropped, those remembered for their ids included
 * @param events events dropped with them
 */
record ErasedPart(ErasureMark mark, int partition, long sessions, long events) {

  ErasedPart larger(ErasedPart other) {
    return other.sessions > sessions ? other : this;
  }
}
