package io.stockade.apply;

import io.stockade.cloud.World;
import io.stockade.cloud.Written;
import java.util.List;

/**
 * What carrying out a plan came to.
 *
 * @param results one for each change, in the order of the plan
 * @param written what each write told, in the order in which they ended
 * @param world the picture with all of that in it
 */
public record ApplyReport(List<ChangeResult> results, List<Written> written, World world) {}
