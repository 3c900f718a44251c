import type { JvmFramework } from '../languages/java/framework.ts';
import { javalin } from './javalin.ts';
import { jaxRs } from './jax-rs.ts';
import { ktor } from './ktor.ts';
import { micronaut } from './micronaut.ts';
import { play } from './play.ts';
import { servlet } from './servlet.ts';
import { spark } from './spark.ts';
import { springResponse } from './spring-response.ts';
import { springSecurity } from './spring-security.ts';
import { spring } from './spring.ts';
import { stapler } from './stapler.ts';

/** Every framework of Java and Kotlin; where two could claim a call, the first does. */
export const jvmFrameworks: readonly JvmFramework[] = [spring, springResponse, springSecurity, stapler, servlet, jaxRs, micronaut, javalin, spark, play, ktor];

/** Those that are at work in pages of Jakarta Pages. */
export const jspFrameworks: readonly JvmFramework[] = [servlet];
