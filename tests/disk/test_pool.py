"""Work on several processes: order, bounds, errors, death, Ctrl-C; and what no pool may leave behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pool_work
import pytest

from sitegen.errors import ContentError, Location, Problem, SitegenError
from sitegen.pool import Pool

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    return not (status.exists() and "State:\tZ" in status.read_text())


def wait_until_gone(pids: list[int]) -> list[int]:
    deadline = time.monotonic() + 20
    while (left := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_chunks_for_any_number_of_jobs(jobs):
    with Pool(jobs) as pool:
        assert list(pool.map(pool_work.square, [[n, n + 1] for n in range(50)], (7,))) == [
            [7 + n * n, 7 + (n + 1) ** 2] for n in range(50)
        ]
        assert list(pool.map(pool_work.uneven, range(40))) == list(range(40))


def test_workers_that_inherit_nothing_do_the_same(monkeypatch):
    """As on systems that can only start processes afresh."""
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    with Pool(2) as pool:
        assert list(pool.map(pool_work.square, [[n] for n in range(9)], (1,))) == [[1 + n * n] for n in range(9)]


def test_no_chunks_give_no_results(pool):
    assert list(pool.map(pool_work.echo, [])) == []


def test_large_chunks_and_results_pass(pool):
    chunks = [bytes([n]) * 3_000_000 for n in range(8)]
    assert list(pool.map(pool_work.echo, iter(chunks))) == chunks


def test_one_job_works_in_this_process():
    with Pool(1) as pool:
        assert set(pool.map(pool_work.process_id, range(3))) == {os.getpid()}


def test_more_jobs_share_the_work_among_other_processes(pool):
    pids = set(pool.map(pool_work.process_id, range(20)))
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_only_a_few_chunks_are_taken_ahead_of_the_results(pool):
    taken = 0

    def chunks():
        nonlocal taken
        for number in range(200):
            taken += 1
            yield number

    most = 0
    for done, _ in enumerate(pool.map(pool_work.echo, chunks())):
        most = max(most, taken - done)
    assert most <= 8


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_with_the_place_where_it_happened(jobs):
    with Pool(jobs) as pool:
        with pytest.raises(KeyError, match="bad 5") as caught:
            list(pool.map(pool_work.fail_at_five, range(20)))
        text = "\n".join(getattr(caught.value, "__notes__", ())) + str(caught.getrepr())
        assert "fail_at_five" in text
        assert list(pool.map(pool_work.echo, range(3))) == [0, 1, 2]


def test_an_error_that_cannot_travel_is_told_in_words(pool):
    with pytest.raises(RuntimeError, match="Stubborn"):
        list(pool.map(pool_work.fail_stubbornly, [1]))


def test_an_error_of_ours_keeps_its_problems():
    problem = Problem(Location("content/x.md", 3), "date", "no date", "Write one.")
    with Pool(2) as pool, pytest.raises(ContentError) as caught:
        list(pool.map(pool_raise, [ContentError(problems=[problem])]))
    assert caught.value.problems == (problem,)


def pool_raise(error: Exception) -> None:
    raise error


def test_a_worker_that_dies_is_reported_and_the_pool_recovers(pool):
    with pytest.raises(SitegenError, match=r"worker process ended unexpectedly .*signal 9"):
        list(pool.map(pool_work.die_at_five, range(20)))
    assert list(pool.map(pool_work.echo, range(3))) == [0, 1, 2]


def test_leaving_half_way_ends_the_workers():
    with Pool(2) as pool:
        pids = set(pool.map(pool_work.process_id, range(20)))
        for number in pool.map(pool_work.echo, range(1000)):
            if number == 3:
                break
        assert list(pool.map(pool_work.echo, [7])) == [7]
    assert wait_until_gone(sorted(pids)) == []


def run_script(tmp_path: Path, text: str) -> "subprocess.Popen[str]":
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(text))
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}"}
    return subprocess.Popen(
        [sys.executable, script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_the_script_that_uses_a_pool_is_not_run_again_by_its_workers(tmp_path):
    script = run_script(
        tmp_path,
        """
        import sys
        print("script runs", flush=True)
        import pool_work
        from sitegen.pool import Pool
        with Pool(2) as pool:
            print(sum(pool.map(pool_work.echo, range(10))), flush=True)
        """,
    )
    out, err = script.communicate(timeout=60)
    assert (out, err, script.returncode) == ("script runs\n45\n", "", 0)


BUSY = """
    import pool_work
    from sitegen.pool import Pool
    with Pool(2) as pool:
        print(*set(pool.map(pool_work.process_id, range(20))), flush=True)
        list(pool.map(pool_work.sleep_long, range(4)))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_an_interrupted_build_leaves_no_process(tmp_path):
    script = run_script(tmp_path, BUSY)
    pids = [int(pid) for pid in script.stdout.readline().split()]
    assert len(pids) == 2
    script.send_signal(signal.SIGINT)
    script.communicate(timeout=30)
    assert wait_until_gone(pids) == []


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_workers_end_when_their_owner_is_killed(tmp_path):
    script = run_script(tmp_path, BUSY.replace("sleep_long", "uneven").replace("range(4)", "range(10**9)"))
    pids = [int(pid) for pid in script.stdout.readline().split()]
    script.kill()
    script.communicate(timeout=30)
    assert wait_until_gone(pids) == []


def test_workers_are_prepared_before_their_next_work(tmp_path: Path) -> None:
    with Pool(2) as pool:
        pool.prepare(pool_work.note_process, tmp_path)
        assert list(pool.map(pool_work.count_notes, [tmp_path] * 4)) == [1] * 4


def test_what_goes_wrong_in_preparing_is_left_to_the_work_itself() -> None:
    with Pool(2) as pool:
        pool.prepare(int, "no number")
        assert list(pool.map(abs, [-1, -2])) == [1, 2]
