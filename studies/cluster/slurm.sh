#!/bin/bash
# Runs a study as a Slurm job array, one shard for each task:
#   sbatch studies/cluster/slurm.sh studies/tournament.yaml /shared/parts
# and when all tasks are done:
#   pairwright study merge /shared/parts --out results
# A task that was cut off goes on where it was when it is submitted again.
#SBATCH --job-name=pairwright-study
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --time=04:00:00
set -euo pipefail
exec "${PAIRWRIGHT:-pairwright}" study "$1" --out "$2" \
  --shard "$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))/$SLURM_ARRAY_TASK_COUNT" \
  --threads "${SLURM_CPUS_PER_TASK:-2}"
